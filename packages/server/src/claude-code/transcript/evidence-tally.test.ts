import { describe, expect, it } from 'vitest'
import { createEvidenceTally } from './evidence-tally.ts'

const failure = 'Exit code 1\n2 failed'

/** Commands with their results: text, and `Exit code` at its start for an error. */
function tally(...calls: readonly (readonly [command: string, result: string, more?: object])[]) {
  const evidence = createEvidenceTally()
  for (const [index, [command, result, more]] of calls.entries()) {
    const id = `toolu_${index}`
    const use = { type: 'tool_use', name: 'Bash', id, input: { command, ...more } }
    const isError = /^Exit code|^Command timed out/.test(result)
    const told = { type: 'tool_result', tool_use_id: id, content: result, is_error: isError }
    evidence.add({ type: 'assistant', message: { content: [use] } })
    evidence.add({ type: 'user', message: { content: [told] } })
  }
  return evidence.read()
}

describe('the tally of evidence', () => {
  it('takes tests for mended that failed and then passed', () => {
    expect(tally(['npm test', failure], ['npm test', 'ok']).mendedTestCommands).toBe(1)
    expect(tally(['cd app && pytest -q', failure], ['pytest -q', '2 passed']).mendedTestCommands).toBe(1)
    expect(tally(['npx vitest run 2>&1', failure], ['npx vitest run 2>&1', 'ok']).mendedTestCommands).toBe(1)
  })

  it('takes nothing for mended that the transcript does not prove', () => {
    const notProven = [
      tally(['npm test', 'ok'], ['npm test', 'ok']),
      tally(['npm test', failure], ['npm test -- one', 'ok']),
      tally(['npm test', 'ok'], ['npm test', failure]),
      tally(['npm test', failure], ['npm test', 'ok'], ['npm test', failure]),
      tally(['npm test | tail', failure], ['npm test | tail', 'ok']),
      tally(['npm test || true', failure], ['npm test || true', 'ok']),
      tally(['npm test; ls', failure], ['npm test; ls', 'ok']),
      tally(['npm test', 'Command timed out'], ['npm test', 'ok']),
      tally(['npm test', failure], ['npm test', 'started', { run_in_background: true }]),
      tally(['grep npm test', failure], ['grep npm test', 'ok']),
      tally(['npm test && make', failure], ['npm test && make', 'ok']),
    ]
    expect(notProven.map(({ mendedTestCommands }) => mendedTestCommands)).toEqual(notProven.map(() => 0))
  })

  it('counts commits that git tells of', () => {
    const told = '[main (root-commit) 1a2b3c4] Mend add()\n 1 file changed'
    expect(tally(['git add . && git commit -m "Mend add()"', told]).commits).toEqual(['1a2b3c4'])
    expect(tally(['git -C app commit -qm x', '']).commits).toEqual([])
    expect(tally(['git commit -m x', 'Exit code 1\nnothing to commit']).commits).toEqual([])
    expect(tally(['echo git commit', told]).commits).toEqual([])
  })
})
