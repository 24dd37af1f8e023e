import type { Achievement } from '../src/achievement/achievement.ts'
import { achievementCatalog } from '../src/achievement/achievement-catalog.ts'
import { grantAchievements } from '../src/achievement/grant-achievements.ts'
import { agentKey } from '../src/agent-name.ts'
import type { CountedReport } from '../src/correction/counted-report.ts'
import { entryToRow } from '../src/ledger/entry-to-row.ts'
import type { LedgerEntry } from '../src/ledger/ledger-entry.ts'
import type { CorrectedBy, LedgerRow } from '../src/ledger/ledger-row.ts'
import { type Corrected, processCorrection } from '../src/process-correction.ts'
import { type Processed, processReport } from '../src/process-report.ts'
import {
  type AgentProgress,
  emptyAgentProgress,
  emptyStanding,
  type Standing,
} from '../src/progress/progress.ts'
import type { Report } from '../src/report.ts'
import { rulesV1 } from '../src/score/rules.ts'

interface HistoryOptions {
  readonly zone?: string
  readonly catalog?: readonly Achievement[]
}

/** The life of one user, folded as a store would: the standing, its agents and the ledger rows. */
export function createHistory({ zone = 'UTC', catalog = achievementCatalog }: HistoryOptions = {}) {
  const agents = new Map<string, AgentProgress>()
  const rows: LedgerRow[] = []
  const counted = new Map<string, CountedReport>()
  let standing: Standing = emptyStanding

  return {
    agents,
    rows,
    /** Reports that still count, by id. */
    counted,
    get user() {
      return standing.user
    },
    get days() {
      return standing.days
    },
    get unlocked() {
      return standing.unlocked
    },

    report(report: Report, zoneAtCommit = zone): Processed {
      const processed = processReport(standingOf(report), report, {
        rules: rulesV1,
        catalog,
        zone: zoneAtCommit,
      })
      const [{ xp, breakdown }] = processed.entries
      counted.set(report.id, { report, xp, breakdown })
      keep(processed, { report, userDay: processed.userDay })
      return processed
    },

    /** Amends a report, or takes it out when `after` is null. */
    correct(reportId: string, after: Report | null, by: CorrectedBy = 'self'): Corrected {
      const before = counted.get(reportId)
      if (!before) throw new Error(`no report ${reportId} counts`)
      const corrected = processCorrection(
        standingOf(before.report),
        { before, after, by },
        { rules: rulesV1, catalog },
      )
      const [entry] = corrected.entries
      if (entry.report && entry.breakdown) {
        counted.set(reportId, {
          report: entry.report,
          xp: before.xp + entry.xp,
          breakdown: entry.breakdown,
        })
      } else counted.delete(reportId)
      keep(corrected, { report: before.report, userDay: 0 })
      return corrected
    },

    /** Grants what existing progress meets of a larger catalog. */
    grantQuietly(grown: readonly Achievement[]): void {
      const granted = grantAchievements(
        { ...standing, agent: emptyAgentProgress },
        { catalog: grown, rules: rulesV1.version, isQuiet: true },
      )
      keep(granted, { report: null, userDay: 0 })
    },
  }

  function standingOf({ agent }: Report): Standing {
    return { ...standing, agent: agents.get(agentKey(agent)) ?? emptyAgentProgress }
  }

  function keep(
    result: { readonly standing: Standing; readonly entries: readonly LedgerEntry[] },
    { report, userDay }: { readonly report: Report | null; readonly userDay: number },
  ): void {
    standing = result.standing
    if (report) agents.set(agentKey(report.agent), standing.agent)
    const occurredAtInMs = report ? Date.parse(report.occurredAt) : 0
    const place = { ...owner, userDay, day: userDay, occurredAtInMs, receivedAtInMs: occurredAtInMs }
    for (const entry of result.entries) {
      const row = entryToRow(entry, { place, ...factsOf(entry, report), seq: rows.length + 1 })
      rows.push(JSON.parse(JSON.stringify(row))) // as it comes back from a store
    }
  }
}

const owner = { workspaceId: 'workspace', userId: 'user', teamId: null }

function factsOf(entry: LedgerEntry, report: Report | null) {
  if (!report) return {}
  const { agent, project = null, id: reportId } = report
  return {
    about: { agentKey: agentKey(agent), agentName: agent, project, keyId: null },
    ...(entry.kind === 'report' && { identity: { reportId, contentHash: null }, report }),
    ...(entry.kind === 'correction' && { report: entry.report }),
  }
}
