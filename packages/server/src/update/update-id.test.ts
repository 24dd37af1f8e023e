import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUpdateId, parseUpdateId } from './update-id.ts'

describe('update ids', () => {
  it('are read back as they were written, whatever the epoch', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(Number.MAX_SAFE_INTEGER), (epoch, seq) => {
        expect(parseUpdateId(formatUpdateId({ epoch, seq }))).toEqual({ epoch, seq })
      }),
    )
  })

  it.each([
    '',
    '5',
    '-5',
    'epoch-',
    'epoch-x',
    'epoch-1.5',
    'epoch-99999999999999999999',
    'epoch-9999999999999999',
  ])('are not read from %j', (text) => {
    expect(parseUpdateId(text)).toBeNull()
  })
})
