import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createRestRoutes } from '../src/rest/create-rest-routes.ts'
import { appRouter } from '../src/router/index.ts'
import type { Store } from '../src/store/store.ts'
import { createTestApp, type TestApp, testNow } from './create-test-app.ts'
import { exampleOfSchema } from './example-of-schema.ts'
import { arbitraryHostileText } from './hostile-text.ts'

/** `ARENA_HOSTILE_INPUTS=10000` is the long form, which also holds the time of an answer. */
const bodies = Number(process.env['ARENA_HOSTILE_INPUTS'] ?? 1500)
const isLong = bodies >= 10_000
const longestAnswerInMs = 100

interface Way {
  readonly name: string
  readonly example: unknown
  readonly send: (app: TestApp, text: string) => Promise<Response>
}

interface Procedure {
  readonly _def: { readonly type: string; readonly inputs: readonly z.ZodType[] }
}

const report = {
  id: '018f3c1e-7b5a-7c3d-9e2f-4a5b6c7d8e9f',
  agent: 'python-pro',
  task: { description: 'text', type: 'fix', complexity: 'complex' },
  durationInMs: 95_000,
  quality: { code: 0.9, source: 'ci' },
  evidence: [{ type: 'innovation', data: { a: [1, { b: 2 }] }, improvementFactor: 1.5 }],
  multipliers: [{ type: 'x', value: 2 }],
  usage: { inputTokens: 5, costInUsd: 0.1 },
  occurredAt: testNow,
  metadata: { a: { b: [1] } },
}
/** What a schema of its own does not show. */
const examples: Readonly<Record<string, unknown>> = {
  'report.submit': { schema: 1, reports: [report, report] },
}

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>)
const byTrpc: readonly Way[] = procedures.map(([path, { _def }]) => ({
  name: path,
  example: examples[path] ?? exampleOfSchema(inputSchema(_def.inputs)),
  send: (app, text) =>
    _def.type === 'mutation'
      ? app.request(`/trpc/${path}`, post(app, text))
      : app.request(`/trpc/${path}?input=${encodeURIComponent(text)}`, { headers: authorized(app) }),
}))
const byRest: readonly Way[] = createRestRoutes({ instance: 'x', version: 'x' }).flatMap((route) => {
  const path = route.path.replaceAll(/:(\w+)/g, 'python-pro')
  if (route.body) {
    const values = (route.bodyExamples ?? []).map(({ value }) => value as object)
    const send = (app: TestApp, text: string) => app.request(path, post(app, text))
    return [{ name: route.path, example: Object.assign({}, ...values), send }]
  }
  const send = (app: TestApp, text: string) =>
    app.request(`${path}?${queryOf(text)}`, { headers: authorized(app) })
  return [{ name: route.path, example: { period: 'daily', sort_by: 'xp', limit: '5', window: 'week' }, send }]
})
const ways = [...byTrpc, ...byRest]

function inputSchema([schema]: readonly z.ZodType[]): Record<string, unknown> {
  return schema ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) : {}
}

const authorized = (app: TestApp) => ({ authorization: `Bearer ${app.fullKey}` })
const post = (app: TestApp, body: string): RequestInit => ({
  method: 'POST',
  headers: { ...authorized(app), 'content-type': 'application/json' },
  body,
})

function queryOf(text: string): string {
  try {
    const fields = Object.entries(JSON.parse(text) as object).map(
      ([name, value]) => [name, String(value)] as [string, string],
    )
    return new URLSearchParams(fields).toString().slice(0, 2000)
  } catch {
    return encodeURIComponent(text.toWellFormed().slice(0, 500))
  }
}

/** Sends hostile inputs every way in. `scored` counts those that became reports all the same, as the answers say. */
async function attack(app: TestApp, count: number) {
  const faults: { way: string; status: number; text: string }[] = []
  const timesInMs: number[] = []
  let scored = 0
  for (const { name, example, send } of ways) {
    const numRuns = Math.ceil(count / ways.length)
    for (const text of fc.sample(arbitraryHostileText(example), { numRuns, seed: 7 })) {
      const startedAt = performance.now()
      const response = await send(app, text)
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
      const answer = isStream ? '' : await response.text()
      if (isStream) await response.body?.cancel()
      timesInMs.push(performance.now() - startedAt)
      if (response.status >= 500)
        faults.push({ way: name, status: response.status, text: text.slice(0, 200) })
      if (name === 'report.submit') scored += answer.split('"status":"scored"').length - 1
      if (name.endsWith('/xp') && response.ok && !response.headers.has('idempotency-replayed')) scored += 1
    }
  }
  timesInMs.sort((a, b) => a - b)
  return {
    faults,
    scored,
    sent: timesInMs.length,
    p99InMs: timesInMs[Math.floor(timesInMs.length * 0.99)] ?? 0,
  }
}

async function countReports(app: TestApp): Promise<number> {
  const { workspaceId } = app.owner
  let reports = 0
  for (let afterSeq = 0; ; ) {
    const rows = await app.parts.deps.store.readLedger({ workspaceId, afterSeq, limit: 1000 })
    const last = rows.at(-1)
    if (!last) return reports
    reports += rows.filter(({ kind }) => kind === 'report').length
    afterSeq = last.seq
  }
}

describe('hostile inputs by tRPC and REST', () => {
  it('break nothing, and leave no row but of what was answered as scored', { timeout: 600_000 }, async () => {
    await using app = await createTestApp()
    const { faults, scored, sent, p99InMs } = await attack(app, bodies)
    expect(faults).toEqual([])
    expect(await countReports(app)).toBe(scored)
    expect(scored).toBeGreaterThan(0)
    expect(scored).toBeLessThan(sent / 10)
    expect((await app.query('me.get')).status).toBe(200) // else the key was lost on the way, and nothing was tried
    expect(app.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
    if (isLong) expect(p99InMs).toBeLessThan(longestAnswerInMs)
  })

  it('are seen to break a server that is broken', { timeout: 120_000 }, async () => {
    let isBroken = false
    const breakStore = (store: Store): Store => ({
      ...store,
      readStanding: (id) => (isBroken ? Promise.reject(new Error('broken')) : store.readStanding(id)),
    })
    await using app = await createTestApp(breakStore)
    isBroken = true
    expect((await attack(app, 5 * ways.length)).faults.length).toBeGreaterThan(0)
  })
})
