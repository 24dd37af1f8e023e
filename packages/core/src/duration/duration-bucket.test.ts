import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../../vectors/insights/duration-bucket.json' with { type: 'json' }
import { bucketMiddle, bucketOf } from './duration-bucket.ts'

describe('bucketOf', () => {
  it.each(vectors.cases.map(({ input, expected }) => [input.ms, expected.bucket, expected.middle] as const))(
    'puts %d ms into bucket %i, whose middle is %d',
    (ms, bucket, middle) => {
      expect(bucketOf(ms)).toBe(bucket)
      expect(bucketMiddle(bucket)).toBe(middle)
    },
  )

  it('never falls as the duration grows', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(100_000), (ms, more) => {
        expect(bucketOf(ms + more)).toBeGreaterThanOrEqual(bucketOf(ms))
      }),
    )
  })
})
