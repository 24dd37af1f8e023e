import { describe, expect, it } from 'vitest'
import { startArenaProcess } from './arena-process.ts'
import { control, goal } from './goal.ts'
import { noFaults } from './history/check-history.ts'
import { rounds } from './rounds.ts'
import { temporaryHome } from './temporary-home.ts'

const agentsAtOnce = 4
const kills = rounds({ short: 8, long: 200 })

/** Kills agents in the middle of their reports while a server runs; another one then sends what they left. */
async function killAgents(options: { readonly kills: number; readonly hasSpool: boolean }) {
  await using place = await temporaryHome()
  const server = await startArenaProcess({ home: place.home, port: 0 })
  const env = {
    ARENA_EMBED: '0',
    ...(!options.hasSpool && { ARENA_HOME: '/proc/none', ARENA_URL: server.url, ARENA_API_KEY: server.key }),
  }
  let reports = 0
  for (let killed = 0; killed < options.kills; killed += agentsAtOnce) {
    const agents = Array.from({ length: agentsAtOnce }, () =>
      place.start({ count: 'infinite', ending: 'close-when-told', env }),
    )
    for (const agent of agents) {
      await agent.hasReported(1 + Math.floor(Math.random() * 40))
      await agent.kill()
      reports += agent.ids.length
    }
  }
  const last = place.start({ count: 1, ending: 'drain', env: { ARENA_EMBED: '0' } })
  await last.ended
  expect(last.lines.slice(-2)).toEqual([{ isDrained: true }, { isClosed: true }])
  await server.stop()
  return { reports, faults: await place.check() }
}

describe('agents killed while they report', { timeout: 60_000 + 5000 * kills }, () => {
  it('lose none whose call has returned', goal('R2', '0 lost, 0 twice'), async ({ task }) => {
    const { reports, faults } = await killAgents({ kills, hasSpool: true })
    task.meta.figure = `${kills} kills, ${reports} reports: ${faults.lost} lost, ${faults.countedTwice} twice`
    expect(reports).toBeGreaterThan(kills)
    expect(faults).toEqual(noFaults)
  })

  it('lose some where no spool can be written', control('R2'), async ({ task }) => {
    const { reports, faults } = await killAgents({ kills: agentsAtOnce, hasSpool: false })
    task.meta.figure = `${faults.lost} of ${reports} lost without a spool`
    expect(faults.lost).toBeGreaterThan(0)
  })
})
