import { describe, expect, it } from 'vitest'
import { control, goal } from '../goal.ts'
import { type HistoryFaults, noFaults } from '../history/check-history.ts'
import { rounds } from '../rounds.ts'
import { simulate } from './simulate.ts'
import type { Bug } from './simulated-server.ts'
import { openSimulationPlace } from './simulation-place.ts'

const seeds = rounds({ short: 50, long: 10_000 })

/** The first seed whose simulation shows a bug; null when a few hundred don't. */
async function findBug(bug: Bug, kind: keyof HistoryFaults): Promise<number | null> {
  await using place = await openSimulationPlace(bug)
  for (let seed = 1; seed <= 300; seed += 1) {
    if ((await simulate({ ...place, seed, bug })).faults[kind] > 0) return seed
  }
  return null
}

describe('a simulation of three clients and a server', { timeout: 120_000 + 500 * seeds }, () => {
  it(
    'ends with every report in the ledger once, scored as the rules say',
    goal('R40', '0 faults'),
    async ({ task }) => {
      await using place = await openSimulationPlace()
      let reports = 0
      for (let seed = 1; seed <= seeds; seed += 1) {
        const { trace, ...result } = await simulate({ ...place, seed })
        reports += result.reports
        task.meta.figure = `${seed} seeds, ${reports} reports`
        expect(result, `seed ${seed}`).toMatchObject({ faults: noFaults, verification: [] })
      }
    },
  )

  it('does the same again for the same seed', async () => {
    await using place = await openSimulationPlace()
    const [first, second, other] = [
      await simulate({ ...place, seed: 7 }),
      await simulate({ ...place, seed: 7 }),
      await simulate({ ...place, seed: 8 }),
    ]
    expect(second.trace).toEqual(first.trace)
    expect(first.trace.length).toBeGreaterThan(50)
    expect(other.trace).not.toEqual(first.trace)
  })

  it('finds an acknowledgement before the commit and a missing index', control('R40'), async ({ task }) => {
    const lost = await findBug('acknowledges-before-commit', 'lost')
    const twice = await findBug('no-unique-index', 'countedTwice')
    task.meta.figure = `bugs found at seeds ${lost} and ${twice}`
    expect(lost).not.toBeNull()
    expect(twice).not.toBeNull()
  })
})
