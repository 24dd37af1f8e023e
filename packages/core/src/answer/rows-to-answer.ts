import type { Achievement } from '../achievement/achievement.ts'
import type { LedgerRow } from '../ledger/ledger-row.ts'
import { levelForXp } from '../level/level-for-xp.ts'
import type { ScoredAnswer } from './report-answer.ts'

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
  const last = rows[rows.length - 1] ?? report
  return {
    status,
    id: report.reportId ?? '',
    seq: report.seq,
    xp: report.xp,
    agent: {
      name: report.agentName ?? '',
      ...standing(report.agentXp),
      levelReached: report.agentLevelReached,
    },
    user: {
      ...standing(last.userXp),
      levelReached: rows.reduce<number | null>((level, row) => row.userLevelReached ?? level, null),
    },
    achievements: rows.flatMap((row) => {
      const entry = row.achievementId === null ? undefined : achievementById.get(row.achievementId)
      return entry ? [{ id: entry.id, name: entry.name, xp: row.xp }] : []
    }),
    rank,
  }
}

function standing(xp: number) {
  const { level, title, stars, xpToNextLevel } = levelForXp(xp)
  return { xp, level, title, stars, xpToNextLevel }
}
