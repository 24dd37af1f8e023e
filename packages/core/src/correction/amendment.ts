import { z } from 'zod'
import { type QualitySource, qualitySources, reportSchema } from '../report.ts'

const { outcome, quality, evidence } = reportSchema.shape

/** Facts about a report that became known after it. What is left out stays as it is. */
export const amendmentSchema = z.strictObject({
  outcome: outcome.unwrap().optional(),
  quality: quality
    .unwrap()
    .extend({ source: z.enum(qualitySources).optional() })
    .refine(
      (scores) => [scores.response, scores.satisfaction, scores.code].some((score) => score !== undefined),
      {
        message: 'states no score',
      },
    )
    .optional(),
  evidence: evidence.unwrap().min(1).optional(),
})

/** An amendment after validation, as the caller states it. */
export type StatedAmendment = z.output<typeof amendmentSchema>

/** An amendment whose quality says who judges. */
export type Amendment = Omit<StatedAmendment, 'quality'> & {
  readonly quality?: StatedAmendment['quality'] & { readonly source: QualitySource }
}
