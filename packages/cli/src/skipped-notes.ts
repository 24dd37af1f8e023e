import { formatCount } from './output/format-count.ts'

interface Skipped {
  readonly reason: string
  readonly count: number
}

/** Notes what each reading of a file skipped: a reason once, and again when another number is skipped for it. */
export function createSkippedNotes(note: (text: string) => void) {
  let noted: readonly Skipped[] = []
  return (skipped: readonly Skipped[]): void => {
    for (const { reason, count } of skipped) {
      const isNoted = noted.some((before) => before.reason === reason && before.count === count)
      if (!isNoted) note(`${formatCount(count, 'record')} skipped: ${reason}`)
    }
    noted = skipped
  }
}
