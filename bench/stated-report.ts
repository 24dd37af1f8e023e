/** The report of the benches of the SDK, about 400 bytes as JSON. */
export function statedReport(number: number) {
  return {
    agent: 'python-pro',
    task: { complexity: 'medium', type: 'refactor' },
    durationInMs: 95_000 + number,
    metadata: { text: 'x'.repeat(150) },
  } as const
}
