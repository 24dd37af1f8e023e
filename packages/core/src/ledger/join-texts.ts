import type { LedgerReport } from './ledger-row.ts'
import type { ReportTexts } from './strip-texts.ts'

/** What stands for evidence whose data were erased: a report without any would not be valid. */
const erasedData = { erased: true }

/** A report of the ledger with its free texts back in their places, as it could be reported again. */
export function joinTexts(report: LedgerReport, texts: ReportTexts | null): LedgerReport {
  const { task, multipliers, evidence, ...rest } = report
  const { description, reasons, metadata } = texts ?? {}
  return {
    ...rest,
    ...(task && { task: { ...task, ...(description !== undefined && { description }) } }),
    ...(!task && description !== undefined && { task: { description } }),
    ...(multipliers && {
      multipliers: multipliers.map((multiplier, index) => {
        const reason = reasons?.[index] ?? null
        return reason === null ? multiplier : { ...multiplier, reason }
      }),
    }),
    ...(evidence && {
      evidence: evidence.map((item, index) => ({ ...item, data: texts?.evidence?.[index] ?? erasedData })),
    }),
    ...(metadata && { metadata }),
  }
}
