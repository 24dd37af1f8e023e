import type { Achievement } from './achievement/achievement.ts'
import { grantAchievements } from './achievement/grant-achievements.ts'
import { dayInZone } from './calendar/day-in-zone.ts'
import type { LedgerEntry, ReportEntry } from './ledger/ledger-entry.ts'
import { advanceProgress } from './progress/advance-progress.ts'
import { streakOn } from './progress/day-runs.ts'
import { levelReached } from './progress/gain-xp.ts'
import type { Standing } from './progress/progress.ts'
import type { Report } from './report.ts'
import type { Rules } from './score/rules.ts'
import { scoreReport } from './score/score-report.ts'

export interface ProcessContext {
  readonly rules: Rules
  readonly catalog: readonly Achievement[]
  /** The user's IANA time zone, in which days make a streak. */
  readonly zone: string
}

export interface Processed {
  readonly standing: Standing
  /** The report's own entry first, then what it unlocked, in order. */
  readonly entries: readonly [ReportEntry, ...LedgerEntry[]]
  /** The user's calendar day of the report. */
  readonly userDay: number
}

/** What a validated report makes of a standing: score, advance progress, evaluate achievements. */
export function processReport(standing: Standing, report: Report, context: ProcessContext): Processed {
  const userDay = dayInZone(Date.parse(report.occurredAt), context.zone)
  const streakDays = streakOn(standing.days, userDay)

  const { xp, breakdown } = scoreReport(report, { streakDays, rules: context.rules })
  const advanced = advanceProgress(standing, { report, xp, breakdown, day: userDay })
  const granted = grantAchievements(advanced, {
    catalog: context.catalog,
    rules: context.rules.version,
    isQuiet: false,
  })

  const entry: ReportEntry = {
    kind: 'report',
    xp,
    agentXp: advanced.agent.xp,
    agentLevel: advanced.agent.level,
    userXp: advanced.user.xp,
    userLevel: advanced.user.level,
    agentLevelReached: levelReached(standing.agent, advanced.agent),
    userLevelReached: levelReached(standing.user, advanced.user),
    rules: context.rules.version,
    breakdown,
  }
  return { standing: granted.standing, entries: [entry, ...granted.entries], userDay }
}
