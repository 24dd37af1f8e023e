import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestServer } from '../test/start-test-server.ts'
import { isKey } from './key/is-key.ts'

async function temporaryHome() {
  const home = await mkdtemp(join(tmpdir(), 'arena-home-'))
  return {
    home,
    read: async (name: string) => JSON.parse(await readFile(join(home, name), 'utf8')),
    write: (name: string, text: string) => writeFile(join(home, name), text),
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  }
}

const call = (url: string, key: string) =>
  fetch(`${url}/trpc/me.get`, { headers: { authorization: `Bearer ${key}` } })

describe('startServer', () => {
  it('makes an owner, a key for this machine and says where it listens', async () => {
    await using folder = await temporaryHome()
    await using server = await startTestServer({ home: folder.home })
    expect(server.firstKey).toBe(server.key)
    expect(isKey(server.key)).toBe(true)
    expect((await stat(join(folder.home, 'credentials.json'))).mode & 0o777).toBe(0o600)
    expect(await folder.read('credentials.json')).toEqual({
      servers: { [server.url]: { key: server.key, userId: server.owner.userId } },
    })
    expect(await folder.read('server.json')).toEqual({
      url: server.url,
      pid: process.pid,
      instance: server.instance,
    })
    const health = await (await fetch(`${server.url}/health`)).json()
    expect(health).toMatchObject({ status: 'healthy', instance: server.instance })
    expect((await call(server.url, server.key)).status).toBe(200)
  })

  it('keeps its owner and its key over a start at another port', async () => {
    await using folder = await temporaryHome()
    const first = await startTestServer({ home: folder.home })
    await first.stop()
    await using second = await startTestServer({ home: folder.home })
    expect(second.owner).toEqual(first.owner)
    expect(second.firstKey).toBeNull()
    expect(second.instance).not.toBe(first.instance)
    expect(second.key).toBe(first.key)
    expect((await call(second.url, second.key)).status).toBe(200)
    expect(Object.keys((await folder.read('credentials.json')).servers)).toEqual([second.url])
  })

  it('uses the same key again at the same address', async () => {
    await using folder = await temporaryHome()
    const first = await startTestServer({ home: folder.home })
    await first.stop()
    await using second = await startTestServer({ home: folder.home, port: new URL(first.url).port })
    expect(second.url).toBe(first.url)
    expect(second.key).toBe(first.key)
  })

  it('makes a new key when the one on file is not of this database, and keeps those of other servers', async () => {
    await using folder = await temporaryHome()
    const first = await startTestServer({ home: folder.home })
    await first.stop()
    for (const name of await readdir(folder.home)) {
      if (name.startsWith('arena.db')) await rm(join(folder.home, name))
    }
    const held = await folder.read('credentials.json')
    held.servers['https://team.example'] = { key: 'theirs', userId: 'u', note: 'kept' }
    await folder.write('credentials.json', JSON.stringify(held))
    await using second = await startTestServer({ home: folder.home, port: new URL(first.url).port })
    expect(second.key).not.toBe(first.key)
    expect((await call(second.url, second.key)).status).toBe(200)
    expect((await folder.read('credentials.json')).servers['https://team.example']).toMatchObject({
      note: 'kept',
    })
  })

  it('takes the place of a server that was killed', async () => {
    await using folder = await temporaryHome()
    await folder.write('server.json', JSON.stringify({ url: 'http://127.0.0.1:1', pid: 1, instance: 'dead' }))
    await using server = await startTestServer({ home: folder.home })
    expect((await folder.read('server.json')).instance).toBe(server.instance)
  })

  it('removes its address when it stops, but not that of another', async () => {
    await using folder = await temporaryHome()
    const first = await startTestServer({ home: folder.home })
    await first.stop()
    await first.stop()
    expect(await readdir(folder.home)).not.toContain('server.json')
    const second = await startTestServer({ home: folder.home })
    const other = JSON.stringify({ url: 'http://127.0.0.1:1', pid: 1, instance: 'other' })
    await folder.write('server.json', other)
    await second.stop()
    expect(await folder.read('server.json')).toMatchObject({ instance: 'other' })
  })

  it('refuses a home whose database another server has open', async () => {
    await using folder = await temporaryHome()
    await using server = await startTestServer({ home: folder.home })
    await expect(startTestServer({ home: folder.home })).rejects.toMatchObject({ code: 'database-in-use' })
    expect((await folder.read('server.json')).instance).toBe(server.instance)
    expect((await call(server.url, server.key)).status).toBe(200)
  })

  it('names a port in use, says what to do, and gives the database free again', async () => {
    await using folder = await temporaryHome()
    await using other = await startTestServer()
    const port = new URL(other.url).port
    const refusal = await startTestServer({ home: folder.home, port }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'port-in-use' })
    expect(String(refusal)).toContain(port)
    expect(String(refusal)).toContain('ARENA_PORT')
    expect(await readdir(folder.home)).not.toContain('server.json')
    await using server = await startTestServer({ home: folder.home })
    expect((await call(server.url, server.key)).status).toBe(200)
  })

  it('refuses a file that is no database and leaves it as it is', async () => {
    await using folder = await temporaryHome()
    const text = 'these are my notes\n'.repeat(500)
    await folder.write('arena.db', text)
    await expect(startTestServer({ home: folder.home })).rejects.toMatchObject({
      code: expect.stringMatching(/^database-(corrupt|foreign)$/),
    })
    expect(await readFile(join(folder.home, 'arena.db'), 'utf8')).toBe(text)
    expect(await readdir(folder.home)).toEqual(['arena.db'])
  })

  it('refuses a home that can not be a folder', async () => {
    await using folder = await temporaryHome()
    await folder.write('file', '')
    const refusal = await startTestServer({ home: join(folder.home, 'file', 'arena') }).catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'no-home' })
    expect(String(refusal)).toContain('ARENA_HOME')
  })

  it('does not overwrite credentials that it can not read', async () => {
    await using folder = await temporaryHome()
    await folder.write('credentials.json', '{"servers": {"x"')
    await expect(startTestServer({ home: folder.home })).rejects.toMatchObject({ code: 'invalid-config' })
    expect(await readFile(join(folder.home, 'credentials.json'), 'utf8')).toBe('{"servers": {"x"')
  })

  it('answers a request that is too large over a real connection', async () => {
    await using server = await startTestServer()
    const response = await fetch(`${server.url}/trpc/report.submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.key}` },
      body: 'x'.repeat(3_000_000),
    })
    expect(response.status).toBe(413)
  })

  it('writes no key to its log', async () => {
    await using server = await startTestServer()
    await call(server.url, server.key)
    expect(server.logLines.length).toBeGreaterThan(1)
    expect(server.logLines.join()).not.toContain(server.key.slice(6))
  })
})
