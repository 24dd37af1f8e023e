import { ArenaError } from '@arena/core'
import type { Commit, CommitOutcome, ReportAddress } from '../../store.ts'
import type { Connection } from '../connection.ts'
import type { RecentRows } from '../projection/recent-rows.ts'
import { changesToStatements } from './changes-to-statements.ts'
import type { FoldContext } from './commit-state.ts'
import { findReports } from './find-reports.ts'
import { findTexts } from './find-texts.ts'
import { foldCommits } from './fold-commits.ts'
import type { HeldState } from './held-state.ts'
import { loadCommitState } from './load-commit-state.ts'
import { refuseLostCommits } from './refuse-lost-commits.ts'

export interface CommitContext extends FoldContext {
  /** By workspace, the last `seq` that was acknowledged; kept by the caller from commit to commit. */
  readonly acknowledgedSeqs: Map<string, number>
  readonly held: HeldState
  /** Gets the rows that were committed. */
  readonly recentRows: Pick<RecentRows, 'add'>
}

/**
 * Commits reports, grants and corrections in their order, all or none of them: load, fold, write in one batch.
 * The unique index of report ids tells duplicates; only then are they looked up, since most commits have none.
 * Reports to be corrected always are.
 * Must not run twice at a time.
 */
export async function commitReports(
  connection: Connection,
  commits: readonly Commit[],
  context: CommitContext,
): Promise<readonly CommitOutcome[]> {
  if (commits.length === 0) return []
  const corrected = commits.filter((commit) => commit.kind === 'correction')
  try {
    return await attempt(corrected)
  } catch (error) {
    if (!isKnownReport(error)) throw error
    return await attempt(commits.flatMap(addressOf))
  }

  async function attempt(lookedUp: readonly ReportAddress[]) {
    const known = {
      rowsByReport: await findReports(connection, lookedUp),
      textsByReport: await findTexts(connection, corrected),
    }
    const state = await loadCommitState(connection, commits, { known, held: context.held })
    refuseLostCommits(state, context.acknowledgedSeqs)
    const folded = foldCommits(state, commits, context)
    const isChange = folded.rows.length > 0 || folded.texts.length > 0
    if (isChange) await connection.write(changesToStatements(state, folded))
    context.held.hold(state, folded.rows)
    context.recentRows.add(folded.rows)
    for (const [id, { lastSeq }] of state.workspaceById) context.acknowledgedSeqs.set(id, lastSeq)
    return folded.outcomes
  }
}

function addressOf(commit: Commit): readonly ReportAddress[] {
  if (commit.kind === 'grant') return []
  return commit.kind === 'report' ? [{ ...commit, reportId: commit.report.id }] : [commit]
}

function isKnownReport(error: unknown): boolean {
  if (!ArenaError.is(error) || !(error.cause instanceof Error)) return false
  const { message } = error.cause
  return message.includes('UNIQUE constraint failed') && message.includes('xp_events.report_id')
}
