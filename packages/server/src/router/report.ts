import {
  amendmentSchema,
  type CorrectionAnswer,
  plainText,
  reportBatchSchema,
  reportIdSchema,
} from '@arena/core'
import { z } from 'zod'
import { correctReport } from '../correct-report.ts'
import { eraseReport } from '../erase/erase-report.ts'
import { explainReport, type ReportExplanation } from '../explain-report.ts'
import { type Submitted, submitReports } from '../submit-reports.ts'
import { createRouter, procedureFor } from './trpc.ts'

const userId = z.string().min(1).max(200).optional()
const submitInput = reportBatchSchema.extend({ userId })
/** `userId`: the report's user, when that is another than the key's. */
const reportAddress = z.strictObject({ reportId: reportIdSchema, userId })
const voidInput = reportAddress.extend({ reason: plainText({ min: 1, max: 500 }).optional() })
const amendInput = voidInput.extend(amendmentSchema.shape)

export const reportRouter = createRouter({
  submit: procedureFor('report:write', { countsReports: true })
    .input(submitInput)
    .mutation(({ ctx, input }): Promise<Submitted> => submitReports(input, ctx)),

  amend: procedureFor('report:write', { or: 'review', countsReports: true })
    .input(amendInput)
    .mutation(({ ctx, input: { reportId, userId, reason, ...amendment } }): Promise<CorrectionAnswer> => {
      return correctReport({ reportId, userId, reason, amendment }, ctx)
    }),

  void: procedureFor('report:write', { or: 'review', countsReports: true })
    .input(voidInput)
    .mutation(
      ({ ctx, input }): Promise<CorrectionAnswer> => correctReport({ ...input, amendment: null }, ctx),
    ),

  /** Its texts alone: its facts and XP stay. */
  erase: procedureFor('admin')
    .input(reportAddress)
    .mutation(({ ctx, input }): Promise<{ readonly reports: number }> => eraseReport(input, ctx)),

  explain: procedureFor('read')
    .input(reportAddress)
    .query(({ ctx, input }): Promise<ReportExplanation> => explainReport(input, ctx)),
})
