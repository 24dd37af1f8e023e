import { ArenaError, type Breakdown, explainScore, type LedgerReport } from '@arena/core'
import type { ServerParts } from './server-parts.ts'
import type { UserId } from './store/store.ts'

/** Why a report was worth what it was. */
export interface ReportExplanation {
  readonly report: LedgerReport
  /** As first scored; corrections are told apart. */
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
  readonly unlocked: readonly { readonly id: string; readonly name: string; readonly xp: number }[]
  readonly corrections: readonly { readonly xp: number; readonly at: string }[]
}

export async function explainReport(
  { workspaceId, userId, reportId }: UserId & { readonly reportId: string },
  { deps, achievementById }: Pick<ServerParts, 'deps' | 'achievementById'>,
): Promise<ReportExplanation> {
  const [row, ...following] = await deps.store.readReport({ workspaceId, userId, reportId })
  if (!row?.report || !row.breakdown) {
    throw new ArenaError('not-found', 'You have no report of this id.')
  }
  return {
    report: row.report,
    xp: row.xp,
    agentName: row.agentName ?? row.report.agent,
    occurredAt: new Date(row.occurredAtInMs).toISOString(),
    receivedAt: new Date(row.receivedAtInMs).toISOString(),
    rules: row.rules,
    breakdown: row.breakdown,
    lines: explainScore(row),
    unlocked: following.flatMap(({ achievementId: id, xp }) =>
      id === null ? [] : [{ id, name: achievementById.get(id)?.name ?? id, xp }],
    ),
    corrections: following
      .filter(({ kind }) => kind === 'correction')
      .map(({ xp, receivedAtInMs }) => ({ xp, at: new Date(receivedAtInMs).toISOString() })),
  }
}
