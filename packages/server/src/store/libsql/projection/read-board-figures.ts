import type { Row } from '@libsql/client'

/** The figures in a row of `boards`, whatever else was selected with them. */
export function readBoardFigures(row: Row) {
  return {
    name: String(row['name']),
    xp: Number(row['xp']),
    reports: Number(row['reports']),
    successes: Number(row['successes']),
    failures: Number(row['failures']),
    reachedSeq: Number(row['reached_seq']),
  }
}
