import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordTimeInMs } from './record-time.ts'

describe('recordTimeInMs', () => {
  it('reads what Date.parse reads, in whatever order times come', () => {
    const minute = fc.constantFrom(
      '2026-11-22T11:53',
      '2026-11-22T23:59',
      '2026-11-22T24:00',
      '2026-02-31T00:00',
    )
    const rest = fc.constantFrom(
      ':00.000Z',
      ':59.999Z',
      ':60.000Z',
      ':08.3Z',
      ':0a.000Z',
      ': 8.000Z',
      ':08,269Z',
      'Z',
      '',
    )
    const seconds = fc
      .integer({ min: 0, max: 59_999 })
      .map((ms) => `:${(ms / 1000).toFixed(3).padStart(6, '0')}Z`)
    fc.assert(
      fc.property(fc.array(fc.tuple(minute, fc.oneof(rest, seconds)), { minLength: 1 }), (times) => {
        for (const timestamp of times.map((parts) => parts.join(''))) {
          const time = Date.parse(timestamp)
          expect(recordTimeInMs({ timestamp })).toBe(Number.isNaN(time) ? null : time)
        }
      }),
    )
  })

  it('takes nothing for a time that is no instant', () => {
    expect([{}, { timestamp: 5 }, { timestamp: '' }, { timestamp: '2026' }].map(recordTimeInMs)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
