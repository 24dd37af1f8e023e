import { ArenaError, type LedgerRow, type ReportTexts, stripTexts } from '@arena/core'
import type { Commit, CommitOutcome } from '../../store.ts'
import { type CommitState, type FoldContext, reportAddress } from './commit-state.ts'
import { foldGrant } from './fold-grant.ts'
import { foldReport } from './fold-report.ts'

/** What a group of commits adds to the store. */
export interface Folded {
  readonly outcomes: readonly CommitOutcome[]
  readonly rows: readonly LedgerRow[]
  readonly texts: readonly {
    readonly workspaceId: string
    readonly userId: string
    readonly reportId: string
    readonly texts: ReportTexts
  }[]
}

/** Folds commits in their order into the state they were loaded with. Writes nothing. */
export function foldCommits(state: CommitState, commits: readonly Commit[], context: FoldContext): Folded {
  const rows: LedgerRow[] = []
  const texts: Folded['texts'][number][] = []
  const outcomes = commits.map((commit): CommitOutcome => {
    const place = findUser(state, commit)
    if (commit.kind === 'grant') {
      const granted = foldGrant({ ...place, commit, context })
      rows.push(...granted)
      return { status: 'committed', rows: granted }
    }
    const { workspaceId, userId, report } = commit
    const address = reportAddress({ workspaceId, userId, reportId: report.id })
    const before = state.rowsByReport.get(address)
    if (before) {
      return before[0]?.contentHash === commit.contentHash
        ? { status: 'duplicate', rows: before }
        : { status: 'conflict' }
    }
    const stripped = stripTexts(report)
    const added = foldReport({ ...place, commit, context }, stripped.report)
    state.rowsByReport.set(address, added)
    rows.push(...added)
    if (stripped.texts) texts.push({ workspaceId, userId, reportId: report.id, texts: stripped.texts })
    return { status: 'committed', rows: added }
  })
  return { outcomes, rows, texts }
}

function findUser(state: CommitState, { workspaceId, userId }: Commit) {
  const workspace = state.workspaceById.get(workspaceId)
  const user = workspace?.userById.get(userId)
  if (!workspace || !user) throw new ArenaError('not-found', `There is no user ${userId} in this workspace.`)
  return { workspace, user }
}
