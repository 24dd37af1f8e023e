import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../src/create-app.ts'
import { createServerParts } from '../src/create-server-parts.ts'
import { issueKey } from '../src/key/issue-key.ts'
import { createLogger } from '../src/logger.ts'
import type { ServerParts } from '../src/server-parts.ts'
import { type Scope, scopes } from '../src/store/key-record.ts'
import { createLibsqlStore } from '../src/store/libsql/libsql-store.ts'
import type { Store, UserId } from '../src/store/store.ts'

export interface TestAnswer {
  readonly status: number
  readonly headers: Headers
  /** The procedure's output. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers as they come over the wire
  readonly data: any
  /** The error's data. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly error: any
  readonly text: string
}

export interface TestApp extends AsyncDisposable {
  readonly owner: UserId
  readonly parts: ServerParts
  readonly logLines: readonly string[]
  /** Where its database lies. */
  readonly folder: string
  /** The app's clock; tests may set it. */
  readonly time: { nowInMs: number }
  request(path: string, init?: RequestInit): Promise<Response>
  query(path: string, input?: unknown, key?: string | null): Promise<TestAnswer>
  mutate(path: string, input?: unknown, key?: string | null): Promise<TestAnswer>
  /** A mutation whose body is not made by `JSON.stringify`. */
  mutateText(path: string, body: string, key?: string | null): Promise<TestAnswer>
  /** A key of the owner with these scopes. */
  makeKey(...scopes: readonly Scope[]): Promise<string>
  /** May do everything. */
  readonly fullKey: string
}

export const testNow = '2026-11-22T12:00:00.000Z'

/** The whole app over a database in a temporary folder, without a socket. Its key may do everything. */
export async function createTestApp(wrapStore: (store: Store) => Store = (store) => store): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'arena-app-'))
  const time = { nowInMs: Date.parse(testNow) }
  const logLines: string[] = []
  const logger = createLogger({ level: 'trace', write: (line) => logLines.push(line) })
  const onFatal = (error: Error) => {
    throw error
  }
  const store = wrapStore(await createLibsqlStore({ path: join(folder, 'arena.db'), onFatal }))
  let ids = 0
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  const deps = { store, clock: () => time.nowInMs, newId, logger }
  const owner = await store.ensureOwner({
    workspaceId: newId(),
    userId: newId(),
    name: 'ada',
    zone: 'UTC',
    epoch: 'epoch-1',
    createdAtInMs: time.nowInMs,
  })
  const parts = await createServerParts(deps, { telemetryFolder: join(folder, 'telemetry') })
  const app = createApp(parts, { instance: newId(), version: '0.0.0', isLocal: true })

  async function makeKey(...keyScopes: readonly Scope[]): Promise<string> {
    const issued = await issueKey({ owner, name: 'test', scopes: keyScopes, expiresAtInMs: null }, deps)
    return issued.key
  }

  const fullKey = await makeKey(...scopes)
  const headersFor = (key: string | null) => (key === null ? {} : { authorization: `Bearer ${key}` })

  async function mutateText(path: string, body: string, key: string | null = fullKey): Promise<TestAnswer> {
    const headers = { 'content-type': 'application/json', ...headersFor(key) }
    return readAnswer(await app.request(`/trpc/${path}`, { method: 'POST', headers, body }))
  }

  return {
    owner,
    parts,
    logLines,
    folder,
    time,
    makeKey,
    fullKey,
    request: async (path, init) => app.request(path, init),
    async query(path, input, key = fullKey) {
      const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
      return readAnswer(await app.request(`/trpc/${path}${search}`, { headers: headersFor(key) }))
    },
    mutate: (path, input, key) => mutateText(path, JSON.stringify(input), key),
    mutateText,
    async [Symbol.asyncDispose]() {
      await parts.stop()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function readAnswer(response: Response): Promise<TestAnswer> {
  const text = await response.text()
  const body = JSON.parse(text)
  return {
    status: response.status,
    headers: response.headers,
    data: body.result?.data,
    error: body.error?.data && { message: body.error.message, ...body.error.data },
    text,
  }
}
