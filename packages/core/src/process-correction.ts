import type { Achievement } from './achievement/achievement.ts'
import { grantAchievements } from './achievement/grant-achievements.ts'
import type { CountedReport } from './correction/counted-report.ts'
import type { CorrectionEntry, LedgerEntry } from './ledger/ledger-entry.ts'
import type { CorrectedBy } from './ledger/ledger-row.ts'
import { replaceProgress } from './progress/advance-progress.ts'
import { levelReached } from './progress/gain-xp.ts'
import type { Standing } from './progress/progress.ts'
import type { Report } from './report.ts'
import type { Rules } from './score/rules.ts'
import { scoreReport } from './score/score-report.ts'

export interface Correction {
  /** The report as it has counted so far. */
  readonly before: CountedReport
  /** The report as it counts from now on, of the same agent; null takes it out. */
  readonly after: Report | null
  readonly by: CorrectedBy
}

export interface CorrectionContext {
  /** The rules that scored the report at first. */
  readonly rules: Rules
  readonly catalog: readonly Achievement[]
}

export interface Corrected {
  readonly standing: Standing
  readonly entries: readonly [CorrectionEntry, ...LedgerEntry[]]
}

/**
 * What a late fact makes of a standing. The report is scored again by its own rules and with the streak it had;
 * XP and levels may fall, unlocks stay, and what is met only now is unlocked.
 */
export function processCorrection(
  standing: Standing,
  { before, after, by }: Correction,
  { rules, catalog }: CorrectionContext,
): Corrected {
  const score = after && scoreReport(after, { streakDays: before.breakdown.streakDays, rules })
  const replaced = replaceProgress(standing, { before, after: after && score && { report: after, ...score } })
  const granted = grantAchievements(replaced, { catalog, rules: rules.version, isQuiet: false })

  const entry: CorrectionEntry = {
    kind: 'correction',
    xp: (score?.xp ?? 0) - before.xp,
    agentXp: replaced.agent.xp,
    agentLevel: replaced.agent.level,
    userXp: replaced.user.xp,
    userLevel: replaced.user.level,
    agentLevelReached: levelReached(standing.agent, replaced.agent),
    userLevelReached: levelReached(standing.user, replaced.user),
    rules: rules.version,
    before: { ...before, correctedBy: by },
    report: after,
    breakdown: score?.breakdown ?? null,
  }
  return { standing: granted.standing, entries: [entry, ...granted.entries] }
}
