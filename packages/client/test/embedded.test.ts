import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestServer } from '../../server/test/start-test-server.ts'
import { type Arena, type ArenaWarning, createArena, type Update } from '../src/index.ts'
import { temporaryFolder } from './temporary-folder.ts'

const receiptTimeoutInMs = 20_000 // the first receipt waits for the start of an engine

function openArena(home: string, options = {}) {
  const warnings: ArenaWarning[] = []
  const arena = createArena({
    home,
    receiptTimeoutInMs,
    onWarning: (warning) => warnings.push(warning),
    ...options,
  })
  return { arena, warnings }
}

const statusOf = async (arena: Arena) => (await arena.report({ agent: 'a' })).status

describe('an arena without a server', () => {
  it('scores reports, gives updates, and leaves nothing running', async () => {
    using folder = temporaryFolder()
    const { arena, warnings } = openArena(folder.path)
    expect(await arena.report({ agent: 'python-pro' })).toMatchObject({ status: 'scored', xp: 10 })
    const first = arena.updates().next()
    let update: Update | undefined
    void first.then(({ value }) => {
      update = value
    })
    while (update === undefined) expect(await statusOf(arena)).toBe('scored')
    expect(update).toMatchObject({ type: 'xp-gained' })
    expect(await arena.close()).toBe(true)
    const left = readdirSync(folder.path).filter((name) => name !== 'statusline') // twice a second, so perhaps not yet
    expect(left.sort()).toEqual(['arena.db', 'credentials.json', 'spool'])
    expect(warnings).toEqual([])
  })

  it('starts nothing when there is nothing to send', async () => {
    using folder = temporaryFolder()
    const { arena } = openArena(folder.path)
    expect(await arena.flush()).toBe(true)
    expect(await arena.close()).toBe(true)
    expect(readdirSync(folder.path)).toEqual([])
  })

  it('finds another that serves the home, and takes its place when it closes', async () => {
    using folder = temporaryFolder()
    const first = openArena(folder.path)
    const second = openArena(folder.path)
    expect(await Promise.all([first, second].map(({ arena }) => statusOf(arena)))).toEqual([
      'scored',
      'scored',
    ])
    await first.arena.close()
    await second.arena.report({ agent: 'a' }) // it may be the one that notices that nobody serves
    expect(await second.arena.flush({ timeoutInMs: receiptTimeoutInMs })).toBe(true)
    expect(second.arena.stats()).toMatchObject({ reported: 2, scored: 2 })
    expect(await statusOf(second.arena)).toBe('scored')
    await second.arena.close()
    expect([...first.warnings, ...second.warnings]).toEqual([])
  })

  it('keeps reports in the spool where it may not be a server, until one adopts them', async () => {
    using folder = temporaryFolder()
    const { arena } = openArena(folder.path, { embed: false })
    expect(await statusOf(arena)).toBe('spooled')
    expect(await arena.close()).toBe(false)
    expect(existsSync(join(folder.path, 'arena.db'))).toBe(false)
    const owner = openArena(folder.path)
    expect(await owner.arena.drainSpool({ timeoutInMs: receiptTimeoutInMs })).toBe(true)
    expect(owner.arena.stats()).toMatchObject({ reported: 0, scored: 1 })
    await owner.arena.close()
  })

  it('says once why it cannot be a server, and keeps reports', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'arena.db'), 'these are my notes\n'.repeat(500))
    const { arena, warnings } = openArena(folder.path)
    expect([await statusOf(arena), await statusOf(arena)]).toEqual(['spooled', 'spooled'])
    expect(await arena.flush()).toBe(false)
    expect(warnings).toMatchObject([
      { code: 'engine-unavailable', message: expect.stringContaining('arena.db') },
    ])
    await arena.close()
  })
})

describe('an arena whose spool cannot be written', () => {
  it('keeps reports in memory for a server, and warns once', async () => {
    await using server = await startTestServer()
    writeFileSync(join(server.home, 'spool'), '')
    const { arena, warnings } = openArena(server.home)
    expect([await statusOf(arena), await statusOf(arena)]).toEqual(['scored', 'scored'])
    expect(await arena.close()).toBe(true)
    expect(warnings.map(({ code }) => code)).toEqual(['spool-unavailable'])
  })

  it('warns once where no database can be made either', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    const { arena, warnings } = openArena(join(file, 'home'))
    expect(await arena.report({ agent: 'a' })).toMatchObject({ status: 'spooled', isOnDisk: false })
    expect(await arena.close()).toBe(false)
    expect(warnings.map(({ code }) => code)).toEqual(['spool-unavailable', 'lost'])
  })
})
