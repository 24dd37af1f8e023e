import { describe, expect, it } from 'vitest'
import { createAccessWatch } from './access-watch.ts'

function follow(longestTrustInMs: number) {
  const asked: string[] = []
  const watch = createAccessWatch(longestTrustInMs)
  const access = watch.follow(async () => asked.push('asked'))
  return { watch, access, asked }
}

describe('createAccessWatch', () => {
  it('asks once, and again when access has changed', async () => {
    const { watch, access, asked } = follow(60_000)
    await access.check()
    await access.check()
    expect(asked).toHaveLength(1)
    watch.renew()
    expect(access.isStale).toBe(true)
    await access.check()
    expect(asked).toHaveLength(2)
    expect(access.isStale).toBe(false)
  })

  it('asks again unasked when the answer is old', async () => {
    const { access, asked } = follow(0)
    await access.check()
    await access.check()
    expect(asked).toHaveLength(2)
  })

  it('stays stale when access changes while it asks', async () => {
    const watch = createAccessWatch(60_000)
    const access = watch.follow(async () => watch.renew())
    await access.check()
    expect(access.isStale).toBe(true)
  })
})
