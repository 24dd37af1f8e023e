import {
  agentKey,
  amendmentSchema,
  canonicalJson,
  countedReport,
  type ExportRecord,
  joinTexts,
  type LedgerReport,
  type LedgerRow,
  type ReportTexts,
} from '@arena/core'
import { isoTime } from '../iso-time.ts'
import type { Store } from '../store/store.ts'

/** A ledger row as lines of an export; none for a correction that another one of the same report follows. */
export async function rowToRecords(
  row: LedgerRow,
  store: Pick<Store, 'readLedger' | 'readReport' | 'readReportTexts'>,
): Promise<readonly ExportRecord[]> {
  const { kind, workspaceId, userId, seq, xp, reportId, achievementId } = row
  if (kind === 'achievement' && achievementId !== null) {
    return [{ kind, userId, seq, achievementId, xp, unlockedAt: isoTime(row.occurredAtInMs) }]
  }
  if (kind === 'report' && reportId !== null && row.report) {
    const texts = await store.readReportTexts({ workspaceId, userId, reportId })
    const report = withAgent(joinTexts(row.report, texts), row)
    return [{ kind, userId, seq, xp, report }]
  }
  if (kind !== 'correction' || row.refSeq === null) return []
  const { refSeq } = row
  const [corrected] = await store.readLedger({
    workspaceId,
    afterSeq: refSeq - 1,
    untilSeq: refSeq,
    limit: 1,
  })
  const address = { workspaceId, userId, reportId: corrected?.reportId ?? '' }
  const history = await store.readReport(address)
  if (history.findLast((other) => other.kind === 'correction')?.seq !== seq) return []
  const texts = await store.readReportTexts(address)
  const amendment = toAmendment(row, corrected?.report ?? null, texts)
  if (amendment !== null && Object.keys(amendment).length === 0) return [] // it is again as it was reported
  return [
    {
      kind,
      userId,
      seq,
      reportId: address.reportId,
      amendment,
      reason: texts?.corrections?.find((correction) => correction.seq === seq)?.reason ?? null,
    },
  ]
}

/** A renamed agent goes on under its first name, so that all it did is of one agent again. */
function withAgent(report: LedgerReport, row: LedgerRow): LedgerReport {
  return row.agentKey === null || agentKey(report.agent) === row.agentKey
    ? report
    : { ...report, agent: row.agentKey }
}

/** What is otherwise than it was reported; null when the report was taken out. */
function toAmendment(row: LedgerRow, reported: LedgerReport | null, texts: ReportTexts | null) {
  const counted = countedReport(row)
  if (!counted) return null
  const { outcome, quality, evidence } = joinTexts(counted.report, texts)
  const isNew = (field: 'outcome' | 'quality' | 'evidence') =>
    canonicalJson(counted.report[field] ?? null) !== canonicalJson(reported?.[field] ?? null)
  return amendmentSchema.parse({
    ...(isNew('outcome') && { outcome }),
    ...(isNew('quality') && { quality }),
    ...(isNew('evidence') && { evidence }),
  })
}
