import { ArenaError, type LedgerRow, type ReportTexts, stripTexts } from '@arena/core'
import type { Commit, CommitOutcome, CorrectionCommit, ReportAddress, ReportCommit } from '../../store.ts'
import { type CommitState, type FoldContext, type FoldStep, reportAddress } from './commit-state.ts'
import { foldCorrection } from './fold-correction.ts'
import { foldGrant } from './fold-grant.ts'
import { foldReport } from './fold-report.ts'

/** What a group of commits adds to the store. */
export interface Folded {
  readonly outcomes: readonly CommitOutcome[]
  readonly rows: readonly LedgerRow[]
  /** All texts of the reports whose texts are new or changed. */
  readonly texts: readonly (ReportAddress & { readonly texts: ReportTexts })[]
}

/** Folds commits, each when it is added, into the state they were loaded with. Writes nothing. */
export interface Fold {
  add(commit: Commit): void
  read(): Folded
}

export function createFold(state: CommitState, context: FoldContext): Fold {
  const { rowsByReport, textsByReport } = state.known
  const changedTexts = new Map<string, Folded['texts'][number]>()
  const outcomes: CommitOutcome[] = []

  function fold(commit: Commit): CommitOutcome {
    const place = { ...findUser(state, commit), context }
    if (commit.kind === 'grant') return { status: 'committed', rows: foldGrant({ ...place, commit }) }
    return commit.kind === 'report' ? addReport({ ...place, commit }) : correctReport({ ...place, commit })
  }

  function addReport(step: FoldStep<ReportCommit>): CommitOutcome {
    const { workspaceId, userId, report, contentHash } = step.commit
    const id = { workspaceId, userId, reportId: report.id }
    const address = reportAddress(id)
    const before = rowsByReport.get(address)
    if (before) {
      return before[0]?.contentHash === contentHash
        ? { status: 'duplicate', rows: before.filter(({ kind }) => kind !== 'correction') }
        : { status: 'conflict' }
    }
    const stripped = stripTexts(report)
    const rows = foldReport(step, stripped.report)
    rowsByReport.set(address, rows)
    if (stripped.texts) changedTexts.set(address, { ...id, texts: stripped.texts })
    return { status: 'committed', rows }
  }

  function correctReport(step: FoldStep<CorrectionCommit>): CommitOutcome {
    const { workspaceId, userId, reportId } = step.commit
    const address = reportAddress(step.commit)
    const rows = rowsByReport.get(address) ?? []
    const heldTexts = changedTexts.get(address)?.texts ?? textsByReport.get(address)
    const { outcome, texts } = foldCorrection(step, { rows, texts: heldTexts })
    const isErased = heldTexts?.erased === true
    if (texts && !isErased) changedTexts.set(address, { workspaceId, userId, reportId, texts })
    if (outcome.status === 'committed') rowsByReport.set(address, [...rows, ...outcome.rows.slice(0, 1)])
    return outcome
  }

  return {
    add: (commit) => void outcomes.push(fold(commit)),
    read: () => ({
      outcomes,
      rows: outcomes.flatMap((outcome) => (outcome.status === 'committed' ? outcome.rows : [])),
      texts: [...changedTexts.values()],
    }),
  }
}

function findUser(state: CommitState, { workspaceId, userId }: Commit) {
  const workspace = state.workspaceById.get(workspaceId)
  const user = workspace?.userById.get(userId)
  if (!workspace || !user) throw new ArenaError('not-found', `There is no user ${userId} in this workspace.`)
  return { workspace, user }
}
