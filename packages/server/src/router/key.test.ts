import { initTRPC } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import { createTestApp } from '../../test/create-test-app.ts'
import { createKey } from '../key/create-key.ts'
import { appRouter } from './index.ts'
import { requireDeclaredScopes } from './require-declared-scopes.ts'

interface Declared {
  readonly type: string
  readonly meta?: { readonly scope?: string }
}

const procedureOf = (path: string) =>
  (appRouter._def.procedures as unknown as Record<string, { readonly _def: Declared }>)[path]?._def ?? {
    type: 'missing',
  }
const procedures = Object.keys(appRouter._def.procedures).filter(
  (path) => procedureOf(path).type !== 'subscription' && procedureOf(path).meta?.scope !== 'open',
)

describe('keys', () => {
  it('are made with scopes, shown once, listed without what opens them, and revoked at once', async () => {
    await using app = await createTestApp()
    const made = await app.mutate('key.create', { name: 'ci', scopes: ['read', 'read'] })
    const { key, record } = made.data
    expect(record).toMatchObject({ name: 'ci', scopes: ['read'], expiresAt: null, revokedAt: null })
    expect(key.startsWith(record.start)).toBe(true)
    expect((await app.query('me.get', undefined, key)).status).toBe(200)

    const list = await app.query('key.list', {})
    expect(list.data.keys.map(({ name }: { name: string }) => name)).toContain('ci')
    expect(list.text).not.toContain(key)
    expect(list.text).not.toContain('hash')

    const revoked = await app.mutate('key.revoke', { id: record.id })
    expect(revoked.data.record.revokedAt).not.toBeNull()
    const after = await app.query('me.get', undefined, key)
    expect([after.status, after.error.code]).toEqual([401, 'invalid-key'])
  })

  it('end when they expire', async () => {
    await using app = await createTestApp()
    const expiresAt = new Date(app.time.nowInMs + 60_000).toISOString()
    const { data } = await app.mutate('key.create', { name: 'short', scopes: ['read'], expiresAt })
    expect((await app.query('me.get', undefined, data.key)).status).toBe(200)
    app.time.nowInMs += 60_000
    expect((await app.query('me.get', undefined, data.key)).status).toBe(401)
  })

  it.each([
    [{ name: '', scopes: ['read'] }],
    [{ name: 'x', scopes: [] }],
    [{ name: 'x', scopes: ['root'] }],
    [{ name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }],
    [{ name: 'x', scopes: ['read'], workspaceId: 'other' }],
    [{ name: 'a\ud800', scopes: ['read'] }],
    [{ name: 'a\0b', scopes: ['read'] }],
  ])('are not made from %j', async (input) => {
    await using app = await createTestApp()
    const { status, error } = await app.mutate('key.create', input)
    expect([status, error.code]).toEqual([400, 'invalid-input'])
  })

  it("can't be revoked when there is none of the id", async () => {
    await using app = await createTestApp()
    const { status, error } = await app.mutate('key.revoke', { id: 'nothing' })
    expect([status, error.code]).toEqual([404, 'not-found'])
  })
})

describe('every procedure', () => {
  it('asks for a key before anything else', async () => {
    await using app = await createTestApp()
    expect(procedures.length).toBeGreaterThan(10)
    for (const path of procedures) {
      const call = isMutation(path) ? app.mutate : app.query
      const without = await call(path, { nonsense: true }, null)
      expect([path, without.status, without.error.code]).toEqual([path, 401, 'no-key'])
      const unknown = await call(path, {}, createKey())
      expect([path, unknown.status, unknown.error.code]).toEqual([path, 401, 'invalid-key'])
    }
  })

  it('refuses a key without its scope', async () => {
    await using app = await createTestApp()
    const keys = { review: await app.makeKey('review'), read: await app.makeKey('read') }
    for (const path of procedures) {
      const { status, error } = await (isMutation(path) ? app.mutate : app.query)(
        path,
        {},
        Object.values(procedureOf(path).meta ?? {}).includes('review') ? keys.read : keys.review,
      )
      expect([path, status, error.code]).toEqual([path, 403, 'missing-scope'])
    }
  })

  it('declares its scope, and a server with one that does not refuses to start', () => {
    expect(() => requireDeclaredScopes(appRouter)).not.toThrow()
    const { router, procedure } = initTRPC.create()
    const open = router({ report: { all: procedure.query(() => 'everything') } })
    expect(() => requireDeclaredScopes(open)).toThrow('declare no scope: report.all')
    expect(() => requireDeclaredScopes(router({}))).toThrow('no procedures')
  })
})

function isMutation(path: string): boolean {
  return procedureOf(path).type === 'mutation'
}
