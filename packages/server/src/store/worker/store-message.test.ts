import { ArenaError } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { errorToSent, sentToError } from './store-message.ts'

function send(error: unknown): ArenaError {
  return sentToError(structuredClone(errorToSent(error)))
}

describe('an error of the store on its way between threads', () => {
  it('keeps what callers act on and what the log needs', () => {
    const cause = new Error('NOT NULL constraint failed')
    const sent = send(new ArenaError('internal', 'The database refused a statement.', { cause }))
    expect(sent).toMatchObject({
      code: 'internal',
      message: 'The database refused a statement.',
      isRetryable: true,
      cause: { message: 'NOT NULL constraint failed' },
    })
  })

  it('is internal when it was not foreseen', () => {
    expect(send(new TypeError('x is undefined'))).toMatchObject({
      code: 'internal',
      message: 'x is undefined',
    })
  })
})
