import { describe, expect, it } from 'vitest'
import { runEngine } from '../../test/run-engine.ts'
import { startTestServer } from '../../test/start-test-server.ts'
import { temporaryHome } from '../../test/temporary-home.ts'
import { readConfig } from '../config.ts'
import { createLogger } from '../logger.ts'
import { createLibsqlStore } from '../store/libsql/libsql-store.ts'
import { claimDatabase } from './claim.ts'
import { takeOver } from './take-over.ts'

const configOf = (home: string) => readConfig({}, { home, port: 0, zone: 'UTC' })
const quiet = { logger: createLogger({ level: 'silent' }), openStore: createLibsqlStore }

describe('an engine in a thread', () => {
  it('serves the home, says that it is embedded, and gives everything free', async () => {
    await using place = await temporaryHome()
    await using engine = runEngine(place.home)
    expect(await engine.started).toBe('started')
    const { url, instance, isEmbedded } = await place.readJson('server.json')
    expect(isEmbedded).toBe(true)
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ instance })
    await engine[Symbol.asyncDispose]()
    expect(await engine.ended).toBeNull()
    expect(await place.list()).toEqual(['arena.db', 'credentials.json'])
  })

  it('is refused where another has the database, and where a server has claimed it', async () => {
    await using place = await temporaryHome()
    await using first = runEngine(place.home)
    await first.started
    await using second = runEngine(place.home)
    expect(await second.started).toMatchObject({ code: 'database-in-use' })
    await first[Symbol.asyncDispose]()
    await claimDatabase(place.home)
    await using third = runEngine(place.home)
    expect(await third.started).toMatchObject({ code: 'database-in-use' })
  })

  it('tells why it cannot be where there is no home', async () => {
    await using engine = runEngine('/proc/none')
    expect(await engine.ended).toMatchObject({ code: 'no-home' })
  })
})

describe('takeOver', () => {
  it('asks an engine for the database and goes on with its users and keys', async () => {
    await using place = await temporaryHome()
    await using engine = runEngine(place.home)
    await engine.started
    const before = await place.readJson('credentials.json')
    let claims = 0
    await using server = await takeOver(configOf(place.home), { ...quiet, onClaim: () => (claims += 1) })
    await engine.handOverAsked
    expect(await engine.ended).toBeNull()
    expect(claims).toBe(1)
    expect(await place.readJson('server.json')).toEqual({
      url: server.url,
      pid: process.pid,
      instance: server.instance,
    })
    const after = await place.readJson('credentials.json')
    expect(Object.values(after.servers)).toEqual(Object.values(before.servers))
    expect(await place.list()).not.toContain('claim.json')
  })

  it('is refused at once by a server of its own', async () => {
    await using server = await startTestServer()
    let claims = 0
    const refusal = takeOver(configOf(server.home), { ...quiet, onClaim: () => (claims += 1) })
    await expect(refusal).rejects.toMatchObject({ code: 'database-in-use' })
    expect(claims).toBe(0)
  })

  it('gives up, and says so, when the database is not handed over', async () => {
    await using place = await temporaryHome()
    const store = await createLibsqlStore({ path: `${place.home}/arena.db` })
    const refusal = takeOver(configOf(place.home), { ...quiet, patienceInMs: 50 })
    await expect(refusal).rejects.toMatchObject({
      code: 'database-in-use',
      message: expect.stringContaining('asked to hand the database over'),
    })
    await store.close()
    expect(await place.list()).toEqual(['arena.db'])
  })
})
