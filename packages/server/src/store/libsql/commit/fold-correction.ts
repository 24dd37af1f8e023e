import {
  amendReport,
  canonicalJson,
  countedReport,
  type LedgerReport,
  type LedgerRow,
  maxEvidence,
  nothingReviewed,
  type ReportTexts,
  reviewedFacts,
  stripTexts,
} from '@arena/core'
import type { CommitOutcome, CorrectionCommit, CorrectionRefusal } from '../../store.ts'
import { appendCorrection } from './append-correction.ts'
import type { FoldStep } from './commit-state.ts'

/** The report that a correction is about. */
export interface ReportSoFar {
  /** Its own row first; none when there is no such report. */
  readonly rows: readonly LedgerRow[]
  readonly texts: ReportTexts | undefined
}

export interface FoldedCorrection {
  readonly outcome: CommitOutcome
  /** All texts of the report, when they changed. */
  readonly texts: ReportTexts | null
}

/** Folds a late fact into the user of its report, unless it changes nothing or is refused. */
export function foldCorrection(
  step: FoldStep<CorrectionCommit>,
  { rows, texts }: ReportSoFar,
): FoldedCorrection {
  const { amendment, by, reason } = step.commit
  const history = rows.filter(({ kind }) => kind !== 'achievement')
  const [first, ...corrections] = history
  const last = history.at(-1)
  if (!first || !last) return refuse('no-report')
  const held = countedReport(last)
  if (!held) return amendment ? refuse('taken-out') : { outcome: unchanged(null), texts: null }
  const isReviewed = corrections.some(({ before }) => before?.correctedBy === 'review')
  if (!amendment && by === 'self' && isReviewed) return refuse('reviewed')

  const kept = by === 'review' ? nothingReviewed : reviewedFacts(corrections)
  const after = amendment && stripTexts(amendReport(withEvidenceData(held.report, texts), amendment, kept))
  if ((after?.report.evidence?.length ?? 0) > maxEvidence) return refuse('too-much-evidence')
  const evidence = (amendment?.evidence && after?.texts?.evidence) ?? texts?.evidence
  const isNewData = canonicalJson(evidence ?? null) !== canonicalJson(texts?.evidence ?? null)
  const textsNow: ReportTexts = { ...texts, ...(evidence && { evidence }) }

  if (after && canonicalJson(after.report) === canonicalJson(held.report)) {
    return { outcome: unchanged(held), texts: isNewData ? textsNow : null }
  }
  const added = appendCorrection(step, {
    history: [first, ...corrections],
    held,
    after: after?.report ?? null,
  })
  const outcome: CommitOutcome = { status: 'committed', rows: added }
  if (reason === null) return { outcome, texts: isNewData ? textsNow : null }
  const reasons = [...(texts?.corrections ?? []), { seq: added[0].seq, reason }]
  return { outcome, texts: { ...textsNow, corrections: reasons } }

  function unchanged(counted: typeof held): CommitOutcome {
    const { user } = step
    const agent = user.agentByKey.get(first?.agentKey ?? '')
    return {
      status: 'unchanged',
      counted,
      agentName: agent?.name ?? first?.agentName ?? '',
      agentXp: agent?.progress.xp ?? 0,
      userXp: user.progress.xp,
    }
  }
}

function refuse(reason: CorrectionRefusal): FoldedCorrection {
  return { outcome: { status: 'refused', reason }, texts: null }
}

/** The data lie apart from the ledger, in the order of the evidence; what was erased stays so. */
function withEvidenceData(report: LedgerReport, texts: ReportTexts | undefined): LedgerReport {
  const { evidence } = report
  if (!evidence) return report
  return {
    ...report,
    evidence: evidence.map((item, index) => ({ ...item, data: texts?.evidence?.[index] ?? {} })),
  }
}
