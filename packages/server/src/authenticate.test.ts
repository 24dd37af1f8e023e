import { describe, expect, it } from 'vitest'
import { createAuthenticator, requireScope } from './authenticate.ts'
import { createKey } from './key/create-key.ts'
import { hashKey } from './key/hash-key.ts'
import type { HeldKey } from './store/key-record.ts'

function setUp(changes: Partial<HeldKey> = {}) {
  const key = createKey()
  const held = {
    record: {
      id: 'k1',
      workspaceId: 'w1',
      userId: 'u1',
      name: 'test',
      scopes: ['read'],
      start: key.slice(0, 10),
      createdAtInMs: 0,
      expiresAtInMs: null,
      revokedAtInMs: null,
      lastUsedAtInMs: null,
      role: 'member',
      teamId: null,
      ...changes,
    } as HeldKey,
  }
  const time = { nowInMs: 1000 }
  let lookUps = 0
  const uses: number[] = []
  const authenticator = createAuthenticator({
    store: {
      findKey: async (hash) => {
        lookUps++
        return hash === hashKey(key) ? held.record : null
      },
      touchKey: async ({ usedAtInMs }) => {
        uses.push(usedAtInMs)
      },
    },
    clock: () => time.nowInMs,
  })
  return { key, held, time, authenticator, countLookUps: () => lookUps, uses }
}

describe('createAuthenticator', () => {
  it('says who a key belongs to', async () => {
    const { key, authenticator } = setUp()
    expect(await authenticator.authenticate(`Bearer ${key}`)).toEqual({
      workspaceId: 'w1',
      userId: 'u1',
      keyId: 'k1',
      scopes: ['read'],
      role: 'member',
      teamId: null,
    })
  })

  it('notes that a key was used, at most once a minute', async () => {
    const { key, time, authenticator, uses } = setUp()
    for (const nowInMs of [100_000, 100_500, 159_999, 160_000]) {
      time.nowInMs = nowInMs
      await authenticator.authenticate(`Bearer ${key}`)
    }
    expect(uses).toEqual([100_000, 160_000])
  })

  it.each([undefined, '', 'Basic abc', 'Bearer'])('asks for a key when the header is %j', async (header) => {
    const { authenticator } = setUp()
    await expect(authenticator.authenticate(header)).rejects.toMatchObject({ code: 'no-key' })
  })

  it('gives one answer for unknown, mistyped, expired and revoked keys', async () => {
    const answers = await Promise.all([
      refusal(setUp().authenticator, createKey()),
      refusal(setUp().authenticator, 'arena_mistyped'),
      ...[setUp({ expiresAtInMs: 1000 }), setUp({ revokedAtInMs: 1 })].map(({ authenticator, key }) =>
        refusal(authenticator, key),
      ),
    ])
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('invalid-key')
  })

  it('looks a busy key up once a second and not for text that is no key', async () => {
    const { key, time, authenticator, countLookUps } = setUp()
    for (let call = 0; call < 5; call++) await authenticator.authenticate(`Bearer ${key}`)
    await refusal(authenticator, 'arena_mistyped')
    expect(countLookUps()).toBe(1)
    time.nowInMs += 1001
    await authenticator.authenticate(`bearer ${key}`)
    expect(countLookUps()).toBe(2)
  })

  it('knows of a revocation at once when told to forget', async () => {
    const { key, held, authenticator } = setUp()
    await authenticator.authenticate(`Bearer ${key}`)
    held.record = { ...held.record, revokedAtInMs: 1000 }
    authenticator.forget()
    await expect(authenticator.authenticate(`Bearer ${key}`)).rejects.toMatchObject({ code: 'invalid-key' })
  })

  it('does not keep what it read before a revocation that came in between', async () => {
    const { key, held, authenticator } = setUp()
    const reading = authenticator.authenticate(`Bearer ${key}`)
    held.record = { ...held.record, revokedAtInMs: 1000 }
    authenticator.forget()
    await reading
    await expect(authenticator.authenticate(`Bearer ${key}`)).rejects.toMatchObject({ code: 'invalid-key' })
  })

  it('expires a key while it is remembered', async () => {
    const { key, time, authenticator } = setUp({ expiresAtInMs: 1500 })
    await authenticator.authenticate(`Bearer ${key}`)
    time.nowInMs = 1500
    await expect(authenticator.authenticate(`Bearer ${key}`)).rejects.toMatchObject({ code: 'invalid-key' })
  })
})

describe('requireScope', () => {
  it('names the scope that a key lacks', () => {
    const auth = { scopes: ['read'] as const }
    expect(() => requireScope(auth, 'read')).not.toThrow()
    expect(() => requireScope(auth, 'admin')).toThrow('admin')
  })
})

async function refusal(authenticator: ReturnType<typeof createAuthenticator>, key: string): Promise<string> {
  const error: unknown = await authenticator.authenticate(`Bearer ${key}`).catch((thrown: unknown) => thrown)
  return JSON.stringify(error) + String(error)
}
