import type { Achievement } from '../achievement/achievement.ts'
import type { LedgerRow } from '../ledger/ledger-row.ts'
import type { ScoredAnswer } from './report-answer.ts'
import { rowsToUnlocks } from './rows-to-unlocks.ts'
import { xpToStanding } from './xp-to-standing.ts'

interface AnswerContext {
  readonly status: ScoredAnswer['status']
  readonly rank: ScoredAnswer['rank']
  readonly achievementById: ReadonlyMap<string, Achievement>
}

/** The answer to a report, from its ledger row and the rows of what it unlocked, in order of `seq`. */
export function rowsToAnswer(
  rows: readonly [LedgerRow, ...LedgerRow[]],
  { status, rank, achievementById }: AnswerContext,
): ScoredAnswer {
  const [report] = rows
  return {
    status,
    id: report.reportId ?? '',
    seq: report.seq,
    xp: report.xp,
    ...rowsToStandings(rows),
    achievements: rowsToUnlocks(rows, achievementById),
    rank,
  }
}

/** Where the agent stands after the first row, and the user after all of them. */
export function rowsToStandings(
  rows: readonly [LedgerRow, ...LedgerRow[]],
): Pick<ScoredAnswer, 'agent' | 'user'> {
  const [first] = rows
  const last = rows[rows.length - 1] ?? first
  const userLevel = rows.reduce<number | null>((level, row) => row.userLevelReached ?? level, null)
  return {
    agent: { name: first.agentName ?? '', ...xpToStanding(first.agentXp, first.agentLevelReached) },
    user: xpToStanding(last.userXp, userLevel),
  }
}
