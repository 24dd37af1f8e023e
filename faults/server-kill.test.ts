import { describe, expect, it } from 'vitest'
import { control, goal } from './goal.ts'
import { noFaults } from './history/check-history.ts'
import { rounds } from './rounds.ts'
import { killServerUnderLoad } from './server-kill.ts'

const kills = rounds({ short: 6, long: 200 })
const timeout = 60_000 + 8000 * kills

describe('a server killed while 24 workers report', { timeout }, () => {
  it(
    'loses no acknowledged report and counts none twice',
    goal('R1', '0 lost, 0 twice'),
    async ({ task }) => {
      const result = await killServerUnderLoad({ kills, workers: 24 })
      const { acknowledged, acknowledgedAsDuplicate, faults } = result
      task.meta.figure = `${result.kills} kills, ${acknowledged} reports, ${acknowledgedAsDuplicate} answers cut off: ${faults.lost} lost, ${faults.countedTwice} twice`
      expect(acknowledged).toBeGreaterThan(10 * kills)
      expect(acknowledgedAsDuplicate).toBeGreaterThan(0)
      expect(result).toMatchObject({ faults: noFaults, isVerified: true })
    },
  )

  it('counts reports twice without the index of report ids', control('R1'), async ({ task }) => {
    const { faults } = await killServerUnderLoad({ kills: 1, workers: 24, isIndexRemoved: true })
    task.meta.figure = `${faults.countedTwice} twice without the index`
    expect(faults.countedTwice).toBeGreaterThan(0)
  })
})
