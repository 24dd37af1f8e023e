import type { Spool } from './spool.ts'

/** Keeps reports in memory, where no folder can be written. They are lost with the process. */
export function createMemorySpool({
  maxReports = 10_000,
  maxCharacters = 8 * 1024 * 1024,
}: {
  readonly maxReports?: number
  readonly maxCharacters?: number
} = {}): Spool {
  const reports: string[] = []
  let characters = 0

  return {
    isOnDisk: false,
    append(json) {
      if (reports.length >= maxReports || characters + json.length > maxCharacters) return 'full'
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
      return { reports: batch, acknowledge: remove, discard: remove }
    },
    adopt() {},
    resendOtherEpochs() {},
    close() {},
  }
}
