import { onProcessExit } from './on-process-exit.ts'
import type { Spool } from './spool.ts'

/** Keeps reports in memory, where no folder can be written. They are lost with the process, which `onLost` is told. */
export function createMemorySpool({
  maxReports = 10_000,
  maxCharacters = 8 * 1024 * 1024,
  onLost,
}: {
  readonly maxReports?: number
  readonly maxCharacters?: number
  readonly onLost?: (count: number) => void
} = {}): Spool {
  const reports: string[] = []
  let characters = 0
  let forgetExit: (() => void) | null = null

  function release(): void {
    if (reports.length > 0) onLost?.(reports.length)
    reports.length = 0
    characters = 0
    forgetExit?.()
    forgetExit = null
  }

  return {
    isOnDisk: false,
    append(json) {
      if (reports.length >= maxReports || characters + json.length > maxCharacters) return 'full'
      forgetExit ??= onProcessExit(release)
      reports.push(json)
      characters += json.length
      return 'kept'
    },
    readBatch(limits) {
      let bytes = 0
      let count = 0
      for (const report of reports) {
        bytes += Buffer.byteLength(report) + 1
        if (count > 0 && (count >= limits.maxReports || bytes > limits.maxBytes)) break
        count += 1
      }
      if (count === 0) return null
      const batch = reports.slice(0, count)
      let isDone = false
      const remove = () => {
        if (isDone) return
        isDone = true
        for (const report of reports.splice(0, batch.length)) characters -= report.length
      }
      return { reports: batch, isRest: count === reports.length, acknowledge: remove, discard: remove }
    },
    adopt: () => false,
    resendOtherEpochs() {},
    close: release,
  }
}
