import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import type { HttpFetch } from './http-fetch.ts'
import { readHints } from './read-hints.ts'
import { searchServer } from './search-server.ts'

const answering =
  (instance: string): HttpFetch =>
  async () =>
    ({ json: async () => ({ instance }) }) as never
const silent: HttpFetch = () => Promise.reject(new Error('ECONNREFUSED'))

function homeWith(path: string): void {
  const server = { url: 'http://127.0.0.1:8000', pid: 1, instance: 'i-1' }
  writeFileSync(join(path, 'server.json'), JSON.stringify(server))
  const servers = {
    'http://127.0.0.1:8000': { key: 'local' },
    'https://team.example/arena/': { key: 'team' },
  }
  writeFileSync(join(path, 'credentials.json'), JSON.stringify({ servers }))
}

describe('searchServer', () => {
  it('finds the server on this machine only when it is the one that wrote the file', async () => {
    using folder = temporaryFolder()
    homeWith(folder.path)
    const hints = { url: null, key: null, home: folder.path }
    expect(await searchServer(hints, answering('i-1'))).toEqual({
      kind: 'found',
      server: { url: 'http://127.0.0.1:8000', key: 'local', keySource: 'stored', isDiscovered: true },
    })
    expect(await searchServer(hints, answering('i-2'))).toMatchObject({ kind: 'missing', code: 'no-server' })
    expect(await searchServer(hints, silent)).toMatchObject({ kind: 'missing', code: 'no-server' })
  })

  it('uses the stored key of exactly the named address', async () => {
    using folder = temporaryFolder()
    homeWith(folder.path)
    const at = (url: string) => searchServer({ url, key: null, home: folder.path }, silent)
    expect(await at('https://team.example/arena')).toMatchObject({
      server: { key: 'team', isDiscovered: false },
    })
    expect(await at('https://team.example')).toMatchObject({ kind: 'missing', code: 'no-key' })
    expect(await at('ftp://team.example')).toMatchObject({ kind: 'missing', code: 'invalid-config' })
  })

  it('takes broken files for absent ones', async () => {
    using folder = temporaryFolder()
    for (const content of ['', '{', '[]', '{"url":"http://a"}', '{"url":"x","instance":"i"}']) {
      writeFileSync(join(folder.path, 'server.json'), content)
      expect(await searchServer({ url: null, key: null, home: folder.path }, silent)).toMatchObject({
        code: 'no-server',
      })
    }
  })
})

describe('readHints', () => {
  const env = { ARENA_URL: 'http://a', ARENA_API_KEY: 'key-of-a', ARENA_HOME: '/h' }

  it('sends the key of the environment to no other address', () => {
    expect(readHints(env)).toEqual({ url: 'http://a', key: 'key-of-a', home: '/h' })
    expect(readHints(env, { url: 'http://b' })).toEqual({ url: 'http://b', key: null, home: '/h' })
    expect(readHints(env, { url: null })).toMatchObject({ url: null, key: null })
    expect(readHints(env, { url: 'http://b', key: 'k' })).toMatchObject({ key: 'k' })
  })
})
