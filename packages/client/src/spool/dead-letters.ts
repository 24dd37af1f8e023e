import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RejectedAnswer } from '@arena/core'
import { makeFolder } from './make-folder.ts'

const maxBytes = 4 * 1024 * 1024

/** Where reports lie that a server refused for good, one JSON object a line with the reason. */
export interface DeadLetters {
  readonly path: string
  add(report: unknown, answer: RejectedAnswer): void
}

/** At most two files of 4 MB are kept: `rejected.ndjson` and the one before it. */
export function createDeadLetters(folder: string, { clock }: { readonly clock: () => number }): DeadLetters {
  const path = join(folder, 'rejected.ndjson')
  return {
    path,
    add(report, { code, message, issues }) {
      const line = `${JSON.stringify({ at: new Date(clock()).toISOString(), code, message, issues, report })}\n`
      try {
        makeFolder(folder)
        const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
        if (size > maxBytes) renameSync(path, join(folder, 'rejected.old.ndjson'))
        appendFileSync(path, line, { mode: 0o600 })
      } catch {} // counted and said by the caller in any case
    },
  }
}
