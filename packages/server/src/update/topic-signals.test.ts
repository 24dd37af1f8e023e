import { expect, it } from 'vitest'
import { createTopicSignals } from './topic-signals.ts'

it('tells many listeners of a topic less often than few', async () => {
  const fired: number[] = []
  const onFire = () => fired.push(performance.now())
  const signals = createTopicSignals({ paceInMs: 0, longestQuietInMs: 60_000, onFire })
  const many = Array.from({ length: 300 }, () => signals.listen('many'))
  const few = signals.listen('few')
  const fire = (topic: string) => signals.fire(() => [topic])

  fire('few')
  fire('few')
  expect(fired).toHaveLength(2)

  fire('many')
  const next = many[0]?.next()
  fire('many')
  expect(fired).toHaveLength(3)
  await next
  expect(fired).toHaveLength(4)
  expect((fired[3] ?? 0) - (fired[2] ?? 0)).toBeGreaterThanOrEqual(29)
  for (const listener of [...many, few]) listener.close()
})
