import {
  type Breakdown,
  emptyAgentProgress,
  emptyUserProgress,
  type LedgerRow,
  levelReached,
  type Refold,
  refoldRow,
  rulesByVersion,
  scoreReport,
} from '@arena/core'
import { compareValues } from '../store/compare-values.ts'

/** Folds a row into `refold` and says in words where the row's own columns disagree with it or with its rules. */
export function findRowFaults(refold: Refold, row: LedgerRow): readonly string[] {
  const before = readFold(refold, row)
  refoldRow(refold, row)
  const after = readFold(refold, row)
  const { agentXp, agentLevel, userXp, userLevel } = row
  const differences = compareValues(
    {
      agentXp,
      agentLevel,
      userXp,
      userLevel,
      agentLevelReached: String(row.agentLevelReached),
      userLevelReached: String(row.userLevelReached),
    },
    {
      agentXp: after.agent?.xp ?? 0,
      agentLevel: after.agent?.level ?? 1,
      userXp: after.user?.xp ?? 0,
      userLevel: after.user?.level ?? 1,
      agentLevelReached: String(
        levelReached(before.agent ?? emptyAgentProgress, after.agent ?? emptyAgentProgress),
      ),
      userLevelReached: String(
        levelReached(before.user ?? emptyUserProgress, after.user ?? emptyUserProgress),
      ),
    },
  )
  const scored = scoreAnew(row)
  return [
    ...(differences === null ? [] : [`row ${row.seq}: ${differences}`]),
    ...(scored === null || scored === row.xp
      ? []
      : [`row ${row.seq}: xp is ${row.xp}, its rules give ${scored}`]),
  ]
}

function readFold({ standingByUser, agentsByUser }: Refold, { userId, agentKey }: LedgerRow) {
  return {
    user: standingByUser.get(userId)?.user,
    agent: agentKey === null ? undefined : agentsByUser.get(userId)?.get(agentKey),
  }
}

/** The XP that the row's rules give its report; null where there is no report or the rules are not known. */
function scoreAnew({ kind, report, breakdown, before, rules: version }: LedgerRow): number | null {
  const rules = rulesByVersion(version)
  if (!rules || kind === 'achievement') return null
  if (!report || !breakdown) return before && -before.xp
  const streakDays = before?.breakdown.streakDays ?? breakdown.streakDays
  const limits = {
    basePoints: limitOf('basePoints', breakdown),
    bonusPoints: limitOf('bonusPoints', breakdown),
  }
  return scoreReport(report, { streakDays, rules: { ...rules, limits } }).xp - (before?.xp ?? 0)
}

/** A workspace may set its own limits: the one that held a value back is in the breakdown, any other held nothing. */
function limitOf(field: 'basePoints' | 'bonusPoints', { clamped }: Breakdown): number {
  return clamped.find((clamp) => clamp.field === field)?.counted ?? Number.POSITIVE_INFINITY
}
