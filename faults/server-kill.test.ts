import { describe, expect, it } from 'vitest'
import { killServerUnderLoad } from './server-kill.ts'

describe('a server killed while 24 workers report', () => {
  it('loses no acknowledged report and counts none twice', { timeout: 240_000 }, async () => {
    const result = await killServerUnderLoad({ kills: 20, workers: 24 })
    expect(result.acknowledged).toBeGreaterThan(100)
    expect(result.acknowledgedAsDuplicate).toBeGreaterThan(0) // else no answer was lost, and nothing was tried
    expect(result).toMatchObject({ kills: 20, rejected: 0, lost: 0, countedTwice: 0, isVerified: true })
  })

  it('counts reports twice without the index of report ids', { timeout: 240_000 }, async () => {
    const result = await killServerUnderLoad({ kills: 12, workers: 24, isIndexRemoved: true })
    expect(result.countedTwice).toBeGreaterThan(0)
  })
})
