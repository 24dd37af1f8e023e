import {
  ArenaError,
  type Breakdown,
  type CorrectedBy,
  countedReport,
  describeChanges,
  explainScore,
  type LedgerReport,
  type LedgerRow,
  rowsToUnlocks,
  type UnlockAnswer,
} from '@arena/core'
import { requireReportUser } from './access/require-report-user.ts'
import type { Auth } from './authenticate.ts'
import { isoTime } from './iso-time.ts'
import type { ServerParts } from './server-parts.ts'

/** The whole history of a score: as first given, each correction, and as it is now. */
export interface ReportExplanation {
  /** As first stated. */
  readonly report: LedgerReport
  /** As first scored; so are rules, breakdown, lines and unlocks. */
  readonly xp: number
  readonly agentName: string
  /** ISO 8601. */
  readonly occurredAt: string
  readonly receivedAt: string
  /** Version of the rules that scored it. */
  readonly rules: string
  readonly breakdown: Breakdown
  /** The breakdown in words, in the order of the rules. */
  readonly lines: readonly string[]
  readonly unlocked: readonly UnlockAnswer[]
  readonly corrections: readonly CorrectionExplanation[]
  /** After all corrections. */
  readonly xpNow: number
  /** Null when the report was taken out. */
  readonly reportNow: LedgerReport | null
}

export interface CorrectionExplanation {
  readonly seq: number
  /** ISO 8601. */
  readonly at: string
  readonly by: CorrectedBy
  readonly reason: string | null
  /** What it changed, in words. */
  readonly changes: readonly string[]
  readonly xpBefore: number
  readonly xpChange: number
  readonly xp: number
  /** The new score in words; none when the report was taken out. */
  readonly lines: readonly string[]
  readonly unlocked: readonly UnlockAnswer[]
}

interface Context {
  readonly auth: Auth
  readonly parts: ServerParts
}

export async function explainReport(
  stated: { readonly reportId: string; readonly userId?: string | undefined },
  { auth, parts: { deps, achievementById } }: Context,
): Promise<ReportExplanation> {
  const { store } = deps
  const userId = await requireReportUser(auth, stated.userId, store)
  const id = { workspaceId: auth.workspaceId, userId, reportId: stated.reportId }
  const [row, ...following] = await store.readReport(id)
  if (!row?.report || !row.breakdown) {
    throw new ArenaError('not-found', 'You have no report of this id.')
  }
  const corrections = following.filter(({ kind }) => kind === 'correction')
  const texts = corrections.length > 0 ? await store.readReportTexts(id) : null
  const now = countedReport(corrections.at(-1) ?? row)
  return {
    report: row.report,
    xp: row.xp,
    agentName: row.agentName ?? row.report.agent,
    occurredAt: isoTime(row.occurredAtInMs),
    receivedAt: isoTime(row.receivedAtInMs),
    rules: row.rules,
    breakdown: row.breakdown,
    lines: explainScore(row),
    unlocked: unlockedBy(row),
    corrections: corrections.map(explainCorrection),
    xpNow: now?.xp ?? 0,
    reportNow: now?.report ?? null,
  }

  function unlockedBy({ seq }: LedgerRow): readonly UnlockAnswer[] {
    return rowsToUnlocks(
      following.filter(({ refSeq }) => refSeq === seq),
      achievementById,
    )
  }

  function explainCorrection(correction: LedgerRow): CorrectionExplanation {
    const { seq, before, report, breakdown, rules, xp, receivedAtInMs } = correction
    const xpNow = (before?.xp ?? 0) + xp
    return {
      seq,
      at: isoTime(receivedAtInMs),
      by: before?.correctedBy ?? 'self',
      reason: texts?.corrections?.find((entry) => entry.seq === seq)?.reason ?? null,
      changes: before ? describeChanges(before.report, report) : [],
      xpBefore: before?.xp ?? 0,
      xpChange: xp,
      xp: xpNow,
      lines: report ? explainScore({ xp: xpNow, breakdown, rules, report }) : [],
      unlocked: unlockedBy(correction),
    }
  }
}
