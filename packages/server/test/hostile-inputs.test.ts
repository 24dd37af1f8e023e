import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createRestRoutes } from '../src/rest/create-rest-routes.ts'
import { appRouter } from '../src/router/index.ts'
import { createTestApp, type TestApp, testNow } from './create-test-app.ts'
import { exampleOfSchema } from './example-of-schema.ts'
import { arbitraryHostileText, arbitraryHostileWord } from './hostile-text.ts'
import { type ChangeWatch, watchChanges } from './watch-changes.ts'

/** `ARENA_HOSTILE_INPUTS=10000` is the long form. */
const bodies = Number(process.env['ARENA_HOSTILE_INPUTS'] ?? 1500)
const longestAnswerInMs = 100

interface Way {
  readonly name: string
  readonly example: unknown
  /** `word` stands for what the path names. */
  readonly send: (
    app: TestApp,
    hostile: { readonly text: string; readonly word: string },
  ) => Promise<Response>
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
const byTrpc = procedures
  .filter(([, { _def }]) => _def.inputs.length > 0)
  .map(
    ([path, { _def }]): Way => ({
      name: path,
      example: examples[path] ?? exampleOfSchema(inputSchema(_def.inputs)),
      send: async (app, { text }) =>
        _def.type === 'mutation'
          ? app.request(`/trpc/${path}`, post(app, text))
          : app.request(`/trpc/${path}?input=${encodeURIComponent(text)}`, { headers: authorized(app) }),
    }),
  )
const byRest = createRestRoutes({ instance: 'x', version: 'x' })
  .filter(({ params, query, body }) => params ?? query ?? body)
  .map((route): Way => {
    const pathOf = (word: string) => route.path.replaceAll(/:(\w+)/g, () => encodeURIComponent(word))
    if (route.body) {
      const values = (route.bodyExamples ?? []).map(({ value }) => value as object)
      return {
        name: route.path,
        example: Object.assign({}, ...values),
        send: async (app, { text, word }) => app.request(pathOf(word), post(app, text)),
      }
    }
    return {
      name: route.path,
      example: { period: 'daily', sort_by: 'xp', limit: '5', window: 'week' },
      send: async (app, { text, word }) =>
        app.request(`${pathOf(word)}?${queryOf(text)}`, { headers: authorized(app) }),
    }
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
async function attack(app: TestApp, count: number, { snapshot }: Pick<ChangeWatch, 'snapshot'>) {
  const faults: { way: string; fault: string; text: string }[] = []
  const timesInMs: number[] = []
  let scored = 0
  for (const { name, example, send } of ways) {
    const numRuns = Math.ceil(count / ways.length)
    const hostile = fc.record({
      text: arbitraryHostileText(example),
      word: arbitraryHostileWord('python-pro'),
    })
    for (const { text, word } of fc.sample(hostile, { numRuns, seed: 7 })) {
      const fail = (fault: string) => faults.push({ way: name, fault, text: `${word} ${text}`.slice(0, 200) })
      const before = await snapshot([app.owner])
      const first = await timeAnswer(() => send(app, { text, word }))
      const { response, body } = first
      if (response.status >= 500) fail(`answered by ${response.status}`)
      if (!response.ok && (await snapshot([app.owner])) !== before) fail('refused, and changed something')
      if (name === 'report.submit') scored += body.split('"status":"scored"').length - 1
      if (name.endsWith('/xp') && response.ok && !response.headers.has('idempotency-replayed')) scored += 1
      // what took long is asked again, since the machine may have had other things to do
      const isSlow = first.timeInMs >= longestAnswerInMs && !response.ok
      const second = isSlow ? await timeAnswer(() => send(app, { text, word })) : first
      timesInMs.push(Math.min(first.timeInMs, second.timeInMs))
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

async function timeAnswer(send: () => Promise<Response>) {
  const startedAt = performance.now()
  const response = await send()
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true
  const body = isStream ? '' : await response.text()
  if (isStream) await response.body?.cancel()
  return { response, body, timeInMs: performance.now() - startedAt }
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
  it('break nothing, are answered soon, and leave no row but of what was answered as done', {
    timeout: 600_000,
  }, async () => {
    const watch = watchChanges()
    await using app = await createTestApp(watch.wrapStore)
    const { faults, scored, sent, p99InMs } = await attack(app, bodies, watch)
    expect(faults).toEqual([])
    expect(await countReports(app)).toBe(scored)
    expect(scored).toBeGreaterThan(0)
    expect(scored).toBeLessThan(sent / 10)
    expect((await app.query('me.get')).status).toBe(200) // else the key was lost on the way, and nothing was tried
    expect(app.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
    expect(p99InMs).toBeLessThan(longestAnswerInMs)
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('isAdmin')
  })

  it('are seen to break a server that is broken', { timeout: 120_000 }, async () => {
    const watch = watchChanges()
    let isBroken = false
    await using app = await createTestApp((store) => ({
      ...watch.wrapStore(store),
      readStanding: (id) => (isBroken ? Promise.reject(new Error('broken')) : store.readStanding(id)),
    }))
    isBroken = true
    expect((await attack(app, 5 * ways.length, watch)).faults.length).toBeGreaterThan(0)
  })

  it('are seen to change something in a server that writes before it looks', {
    timeout: 120_000,
  }, async () => {
    const watch = watchChanges()
    await using app = await createTestApp((store) => {
      const watched = watch.wrapStore(store)
      const early = async (workspaceId: string) => {
        const project = { name: String(performance.now()), createdAtInMs: 0, archivedAtInMs: null }
        await watched.changeDirectory(workspaceId, [{ kind: 'project-saved', project }])
      }
      return {
        ...watched,
        readMember: async (id) => {
          await early(id.workspaceId)
          return store.readMember(id)
        },
      }
    })
    const { faults } = await attack(app, 5 * ways.length, watch)
    expect(faults.map(({ fault }) => fault)).toContain('refused, and changed something')
  })
})
