import { formatJson } from './format-json.ts'

export interface Printer {
  /** What the command was called for: the lines for people, or with --json the value on one line. */
  result(value: unknown, lines: () => readonly string[]): void
  /** A word beside it, on standard error. */
  note(text: string): void
}

interface Writable {
  write(text: string): unknown
}

/** Keeps standard output for results, so that a pipe gets nothing else. */
export function createPrinter({
  stdout,
  stderr,
  isJson,
}: {
  readonly stdout: Writable
  readonly stderr: Writable
  readonly isJson: boolean
}): Printer {
  return {
    result(value, lines) {
      const text = isJson ? formatJson(value) : lines().join('\n')
      stdout.write(`${text}\n`)
    },
    note(text) {
      stderr.write(`${text}\n`)
    },
  }
}
