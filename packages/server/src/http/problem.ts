import type { Issue } from '@arena/core'
import { z } from 'zod'
import type { ErrorDescription } from '../describe-error.ts'
import { isProblemCode, type ProblemCode, problemMeanings } from './problem-meanings.ts'

export const problemType = 'application/problem+json'

/** An error answer of everything but tRPC, after RFC 9457. */
export const problemSchema = z.strictObject({
  type: z.string().meta({ description: 'Where the code is explained.' }),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().meta({ description: 'What was wrong with this request.' }),
  code: z.enum(Object.keys(problemMeanings) as [ProblemCode, ...ProblemCode[]]),
  issues: z
    .array(z.strictObject({ path: z.string(), message: z.string() }))
    .meta({ description: 'The fields at fault, by their paths.' }),
  instance: z.string().optional().meta({ description: 'Names an internal error in the log of the server.' }),
})

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ProblemCode
  readonly issues: readonly Issue[]
  readonly instance?: string
}

export function toProblem({ message, data, errorId }: ErrorDescription): Problem {
  const code = isProblemCode(data.code) ? data.code : 'internal'
  return {
    type: `/docs#error-${code}`,
    title: problemMeanings[code].title,
    status: data.httpStatus,
    detail: message,
    code,
    issues: data.issues,
    ...(errorId !== undefined && { instance: `urn:uuid:${errorId}` }),
  }
}
