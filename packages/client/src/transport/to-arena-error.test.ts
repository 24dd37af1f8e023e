import { ArenaError } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { toArenaError } from './to-arena-error.ts'

function createCallError(properties: object): Error {
  return Object.assign(new Error('told'), { name: 'TRPCClientError' }, properties)
}

describe('toArenaError', () => {
  it('leaves an ArenaError as it is', () => {
    const error = new ArenaError('no-home', 'no')
    expect(toArenaError(error)).toBe(error)
  })

  it('takes over what the server says of an error', () => {
    const issues = [{ path: 'a', message: 'b' }]
    const data = { code: 'server-busy', httpStatus: 503, isRetryable: true, issues, retryAfterInMs: 5 }
    expect(toArenaError(createCallError({ data }))).toMatchObject({
      code: 'server-busy',
      message: 'told',
      isRetryable: true,
      issues,
      retryAfterInMs: 5,
    })
  })

  it('calls a server that gives no answer of ours unreachable', () => {
    expect(toArenaError(createCallError({ cause: new TypeError('fetch failed') }))).toMatchObject({
      code: 'unreachable',
      isRetryable: true,
    })
  })

  it('tells a refused event stream from a lost one', () => {
    expect(toArenaError(createCallError({ cause: { type: 'error', code: 401 } })).code).toBe('invalid-key')
    expect(toArenaError(createCallError({ cause: { type: 'error', code: 503 } })).code).toBe('unreachable')
  })

  it('calls anything else internal', () => {
    expect(toArenaError(new TypeError('x'))).toMatchObject({ code: 'internal', message: 'x' })
    expect(toArenaError('x')).toMatchObject({ code: 'internal', message: 'x' })
  })
})
