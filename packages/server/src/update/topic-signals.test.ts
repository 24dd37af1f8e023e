import { afterEach, expect, it, vi } from 'vitest'
import { createTopicSignals } from './topic-signals.ts'

afterEach(() => void vi.useRealTimers())

it('tells many listeners of a topic less often than few', () => {
  vi.useFakeTimers()
  let fired = 0
  const onFire = () => {
    fired += 1
  }
  const signals = createTopicSignals({ paceInMs: 0, longestQuietInMs: 60_000, onFire })
  const listeners = ['few', ...Array<string>(300).fill('many')].map(signals.listen)
  const fireTwice = (topic: string) => {
    signals.fire(() => [topic])
    signals.fire(() => [topic])
  }

  fireTwice('few')
  vi.advanceTimersByTime(1)
  expect(fired).toBe(2)

  fireTwice('many')
  vi.advanceTimersByTime(29)
  expect(fired).toBe(3)
  vi.advanceTimersByTime(1)
  expect(fired).toBe(4)
  for (const listener of listeners) listener.close()
})
