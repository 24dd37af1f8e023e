import { unlockAchievement } from '../achievement/grant-achievements.ts'
import { advanceProgress, replaceProgress } from '../progress/advance-progress.ts'
import { type AgentProgress, emptyAgentProgress, emptyStanding, type Standing } from '../progress/progress.ts'
import type { LedgerRow } from './ledger-row.ts'

/** Progress folded anew from ledger rows, to be compared with what the store holds. */
export interface Refold {
  /** By user id; `agent` in it is that of the row folded last. */
  readonly standingByUser: Map<string, Standing>
  /** By user id, then agent key. */
  readonly agentsByUser: Map<string, Map<string, AgentProgress>>
}

export function emptyRefold(): Refold {
  return { standingByUser: new Map(), agentsByUser: new Map() }
}

/** Folds one row in, by the XP the row itself holds. Rows must come in order of `seq`. */
export function refoldRow(refold: Refold, row: LedgerRow): void {
  const agents = refold.agentsByUser.get(row.userId) ?? new Map<string, AgentProgress>()
  refold.agentsByUser.set(row.userId, agents)
  const held = refold.standingByUser.get(row.userId) ?? emptyStanding
  const agent = (row.agentKey !== null && agents.get(row.agentKey)) || emptyAgentProgress
  const standing = foldRow({ ...held, agent }, row)
  refold.standingByUser.set(row.userId, standing)
  if (row.agentKey !== null) agents.set(row.agentKey, standing.agent)
}

function foldRow(standing: Standing, row: LedgerRow): Standing {
  const { xp, report, breakdown, before, achievementId } = row
  if (row.kind === 'report' && report && breakdown) {
    return advanceProgress(standing, { report, xp, breakdown, day: row.userDay })
  }
  if (row.kind === 'correction' && before) {
    return replaceProgress(standing, {
      before,
      after: report && breakdown && { report, xp: before.xp + xp, breakdown },
    })
  }
  if (row.kind === 'achievement' && achievementId) {
    return unlockAchievement(standing, { id: achievementId, xpReward: xp })
  }
  return standing
}
