import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { AgentProcess } from './agent-process.ts'
import { runArena, startArenaProcess } from './arena-process.ts'
import { noFaults } from './history/check-history.ts'
import { temporaryHome } from './temporary-home.ts'
import { waitForServer } from './wait-for-server.ts'

describe('agents without a server', { timeout: 120_000 }, () => {
  it('that start at once share one database, get scores, and leave nothing running', async () => {
    await using place = await temporaryHome()
    const agents = [1, 2, 3].map(() => place.start({ count: 20, ending: 'await-receipts' }))
    for (const agent of agents) {
      expect((await agent.ended).exitCode).toBe(0)
      const statuses = agent.lines.flatMap(({ status }) => (status === undefined ? [] : [status]))
      expect(statuses.every((status) => status === 'scored' || status === 'spooled')).toBe(true)
      expect(agent.lines.at(-1)).toEqual({ isClosed: true })
    }
    expect(existsSync(`${place.home}/server.json`)).toBe(false)
    expect(existsSync(`${place.home}/arena.db.owner`)).toBe(false)
    expect(await place.check()).toEqual(noFaults)
  })

  it.each(['exit', 'end'] as const)(
    'keep what they report right before they %s for arena serve alone',
    async (ending) => {
      await using place = await temporaryHome()
      const agent = place.start({ count: 30, ending })
      expect((await agent.ended).exitCode).toBe(ending === 'exit' ? 7 : 0)
      expect(existsSync(`${place.home}/arena.db`)).toBe(false)

      const server = await startArenaProcess({ home: place.home, port: 0 })
      await server.hasNoted('30 reports')
      expect((await runArena(['verify'], { home: place.home })).exitCode).toBe(0)
      await server.stop()
      expect(await place.check()).toEqual(noFaults)
    },
  )

  it('lose nothing when the owner is killed again and again', async () => {
    await using place = await temporaryHome()
    const agents = new Map<number, AgentProcess>()
    const add = () => {
      const agent = place.start({ count: 'infinite', ending: 'close-when-told' })
      agents.set(agent.pid, agent)
    }
    for (let n = 0; n < 3; n += 1) add()
    for (let kill = 0; kill < 3; kill += 1) {
      const owner = await waitForServer(place.home, ({ pid }) => agents.has(pid))
      const killed = agents.get(owner.pid)
      await killed?.hasReported(killed.ids.length + 20)
      agents.delete(owner.pid)
      await killed?.kill()
      add()
    }
    await waitForServer(place.home, ({ pid }) => agents.has(pid))
    const exitCodes = await Promise.all([...agents.values()].map((agent) => agent.close()))
    expect(exitCodes).toEqual([0, 0, 0])
    const last = place.start({ count: 1, ending: 'drain' })
    await last.ended
    expect(last.lines.slice(-2)).toEqual([{ isDrained: true }, { isClosed: true }])
    expect(await place.check()).toEqual(noFaults)
  })

  it('go on reporting while arena serve takes over, and follow it', async () => {
    await using place = await temporaryHome()
    const agents = [1, 2, 3].map(() => place.start({ count: 'infinite', ending: 'close-when-told' }))
    const { isEmbedded } = await waitForServer(place.home)
    expect(isEmbedded).toBe(true)
    const server = await startArenaProcess({ home: place.home, port: 0 })
    expect(await waitForServer(place.home)).not.toHaveProperty('isEmbedded')
    await Promise.all(agents.map((agent) => agent.hasReported(agent.ids.length + 50)))
    expect(await Promise.all(agents.map((agent) => agent.close()))).toEqual([0, 0, 0])
    expect(agents.map(({ lines }) => lines.at(-1))).toEqual(agents.map(() => ({ isClosed: true })))
    expect((await runArena(['verify'], { home: place.home })).exitCode).toBe(0)
    await server.stop()
    expect(await place.check()).toEqual(noFaults)
  })
})
