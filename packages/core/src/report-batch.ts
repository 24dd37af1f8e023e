import { z } from 'zod'

/** The newest batch schema that this version understands. */
export const batchSchemaVersion = 1
/** Reports that one request may hold. */
export const maxReportsInBatch = 200
/** Bytes that one request may hold. */
export const maxBatchBytes = 1024 * 1024

/**
 * The envelope of `report.submit`. Its reports are checked one by one with `validateReport`,
 * so that one mistaken report does not hold back the others.
 */
export const reportBatchSchema = z.strictObject({
  schema: z.number().int().min(1),
  reports: z.array(z.unknown()).min(1).max(maxReportsInBatch),
})
export type ReportBatch = z.output<typeof reportBatchSchema>
