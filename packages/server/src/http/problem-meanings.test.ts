import { ArenaError, type ErrorCode, errorCodes } from '@arena/core'
import { expect, it } from 'vitest'
import { describeError } from '../describe-error.ts'
import { createLogger } from '../logger.ts'
import { problemSchema, toProblem } from './problem.ts'

const deps = {
  logger: createLogger({ level: 'silent' }),
  newId: () => '00000000-0000-4000-8000-000000000001',
}

/** Only a client meets these: nobody answered it. */
const codesOfClients = new Set<ErrorCode>(['unreachable', 'no-server'])

it.each(Object.keys(errorCodes) as ErrorCode[])(
  '%s goes out as a problem that the documents explain',
  (code) => {
    if (codesOfClients.has(code)) return
    const description = describeError(new ArenaError(code, 'what was wrong'), deps)
    const problem = problemSchema.parse(toProblem(description))
    expect(problem).toMatchObject({
      code: description.data.code,
      type: `/docs#error-${description.data.code}`,
    })
    expect(problem.instance).toBe(
      problem.code === 'internal' ? 'urn:uuid:00000000-0000-4000-8000-000000000001' : undefined,
    )
  },
)
