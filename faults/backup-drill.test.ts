import { describe, expect, it } from 'vitest'
import { drillBackup } from './backup-drill.ts'
import { control, goal } from './goal.ts'
import { noFaults } from './history/check-history.ts'
import { rounds } from './rounds.ts'

const times = rounds({ short: 1, long: 50 })

describe('a server set back to a backup that was made under load', {
  timeout: 60_000 + 60_000 * times,
}, () => {
  it('gets again what was acknowledged since', goal('R10', '0 lost, 0 twice'), async ({ task }) => {
    for (let time = 1; time <= times; time += 1) {
      const { rowsSince, exitCodes, faults } = await drillBackup({ restoreBy: 'arena' })
      task.meta.figure = `${time} restores, ${rowsSince} rows behind: ${faults.lost} lost, ${faults.countedTwice} twice`
      expect(rowsSince).toBeGreaterThan(0) // else there was nothing to send again
      expect(new Set(exitCodes)).toEqual(new Set([0]))
      expect(faults).toEqual(noFaults)
    }
  })

  it('loses it when the file is put back by hand, with its old epoch', control('R10'), async ({ task }) => {
    const { faults } = await drillBackup({ restoreBy: 'hand' })
    task.meta.figure = `${faults.lost} lost with the old epoch`
    expect(faults.lost).toBeGreaterThan(0)
  })
})
