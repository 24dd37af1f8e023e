import { ArenaError, type ErrorCode, errorCodes } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { describeError } from './describe-error.ts'
import { errorToHttp } from './error-to-http.ts'
import { createLogger } from './logger.ts'

function setUp() {
  const lines: string[] = []
  return {
    lines,
    deps: {
      logger: createLogger({ level: 'info', write: (line) => lines.push(line) }),
      newId: () => 'error-7',
    },
  }
}

describe('describeError', () => {
  it('keeps an internal error in the log and gives out only its id', () => {
    const { deps, lines } = setUp()
    const description = describeError(new Error('SQL near /var/lib'), deps)
    expect(description.data).toMatchObject({ code: 'internal', httpStatus: 500, isRetryable: true })
    expect(JSON.stringify(description)).not.toContain('SQL')
    expect(description.message).toContain('error-7')
    expect(lines.join()).toContain('error-7')
    expect(lines.join()).toContain('SQL near /var/lib')
  })

  it('does not tell callers what is wrong with the set-up', () => {
    const { deps } = setUp()
    const description = describeError(new ArenaError('database-corrupt', '/home/ada/arena.db is bad'), deps)
    expect(JSON.stringify(description)).not.toContain('/home/ada')
    expect(description.data.code).toBe('internal')
  })

  it('always says when to come back where that may help', () => {
    const { deps } = setUp()
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      const { data } = describeError(new ArenaError(code, 'x'), deps)
      expect(data.retryAfterInMs).toBe([429, 503].includes(errorToHttp(code)) ? 1000 : undefined)
    }
  })
})
