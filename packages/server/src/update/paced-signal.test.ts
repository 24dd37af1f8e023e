import { describe, expect, it } from 'vitest'
import { createPacedSignal } from './paced-signal.ts'

function setUp(paceInMs: number, longestQuietInMs = 60_000) {
  const fired: number[] = []
  const onFire = () => fired.push(performance.now())
  return { fired, signal: createPacedSignal({ paceInMs: () => paceInMs, longestQuietInMs, onFire }) }
}

describe('createPacedSignal', () => {
  it('fires at once after a quiet time', async () => {
    const { fired, signal } = setUp(60_000)
    const next = signal.next()
    signal.fire()
    await next
    expect(fired).toHaveLength(1)
    signal.close()
  })

  it('makes one late firing of many that come too soon', async () => {
    const { fired, signal } = setUp(30)
    signal.fire()
    const next = signal.next()
    for (let count = 0; count < 5; count++) signal.fire()
    expect(fired).toHaveLength(1)
    await next
    expect(fired).toHaveLength(2)
    expect((fired[1] ?? 0) - (fired[0] ?? 0)).toBeGreaterThanOrEqual(29)
    signal.close()
  })

  it('fires unasked when it has been quiet for long', async () => {
    const { fired, signal } = setUp(0, 20)
    await signal.next()
    await signal.next()
    expect(fired).toHaveLength(2)
    signal.close()
  })
})
