import { reportBatchSchema, reportIdSchema } from '@arena/core'
import { z } from 'zod'
import { explainReport } from '../explain-report.ts'
import { type Submitted, submitReports } from '../submit-reports.ts'
import { createRouter, procedureFor } from './trpc.ts'

const submitInput = reportBatchSchema.extend({ userId: z.string().min(1).max(200).optional() })

export const reportRouter = createRouter({
  submit: procedureFor('report:write')
    .input(submitInput)
    .mutation(({ ctx, input }): Promise<Submitted> => submitReports(input, ctx)),

  explain: procedureFor('read')
    .input(z.strictObject({ reportId: reportIdSchema }))
    .query(({ ctx, input }) => explainReport({ ...ctx.auth, reportId: input.reportId }, ctx.parts)),
})
