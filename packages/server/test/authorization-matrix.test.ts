import { topicSchema } from '@arena/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/create-app.ts'
import { createRestRoutes } from '../src/rest/create-rest-routes.ts'
import { appRouter } from '../src/router/index.ts'
import { clientMessageTypes } from '../src/socket/read-client-message.ts'
import { socketKinds } from '../src/socket/socket-address.ts'
import { actors } from './authorization/actors.ts'
import { type Answer, callProcedure, callRoute, callSocket, closeCodeOf } from './authorization/call.ts'
import { type Cell, cellsOf, type Row, unknownId, type Verdict } from './authorization/expectation.ts'
import { procedureRows } from './authorization/procedure-rows.ts'
import { protocolRows } from './authorization/protocol-rows.ts'
import { type RestInput, restRows } from './authorization/rest-rows.ts'
import { messageRows, socketRows } from './authorization/socket-rows.ts'
import { createWorld, startByPlace, type World } from './authorization/world.ts'
import { createTestApp, type TestApp } from './create-test-app.ts'
import { type ServedApp, serveTestApp } from './serve-test-app.ts'
import { watchChanges } from './watch-changes.ts'

interface Procedure {
  readonly _def: { readonly type: string; readonly meta?: { readonly scope: string; readonly or?: string } }
}

const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, Procedure>>
const routes = createRestRoutes({ instance: 'x', version: 'x' })

const watch = watchChanges()
let app: TestApp
let server: ServedApp
let world: World

beforeAll(async () => {
  app = await createTestApp(watch.wrapStore)
  server = await serveTestApp(app, { maxSocketsPerUser: 1000 })
  world = await createWorld(app)
})

afterAll(async () => {
  await server.close()
  await app[Symbol.asyncDispose]()
})

interface Attempt<Input> {
  readonly call: (
    place: { readonly url: string; readonly key: string | null },
    input: Input,
  ) => Promise<Answer>
  readonly told?: (expected: Verdict) => Verdict | number
}

/** What is wrong in the answers that a row gets: first in those to refused calls, which leave the thing they ask for alone. */
async function faultsOf<Input>(
  [path, row]: readonly [string, Row<Input>],
  attempt: Attempt<Input>,
): Promise<readonly string[]> {
  const faults: string[] = []
  for (const [about, item] of Object.entries(row.cases)) {
    const cells = cellsOf({ [path]: { ...row, cases: { [about]: item } } })
    const refused = cells.filter(({ expected }) => expected !== 'ok')
    const id = refused[0] && (await item.id?.(world, refused[0].actor))
    for (const cell of refused) faults.push(...(await faultsOfRefused(cell, { ...attempt, id: id ?? '' })))
    for (const cell of cells.filter(({ expected }) => expected === 'ok')) {
      const given = (await item.id?.(world, cell.actor)) ?? ''
      const answer = await ask(cell, { ...attempt, id: given })
      faults.push(...faultsIn(answer, cell, 'ok'))
    }
  }
  return faults
}

async function faultsOfRefused<Input>(
  cell: Cell<Input>,
  attempt: Attempt<Input> & { readonly id: string },
): Promise<readonly string[]> {
  const { told = (verdict: Verdict) => verdict } = attempt
  const users = [world.actors['team mate'], world.foreign]
  const before = await watch.snapshot(users)
  const answer = await ask(cell, attempt)
  const faults = [...faultsIn(answer, cell, told(cell.expected))]
  if ((await watch.snapshot(users)) !== before) faults.push(`${cell.name}: changed something`)
  if (cell.expected === 'not-found' && cell.case.id) {
    const { text } = await ask(cell, { ...attempt, id: unknownId })
    const plain = answer.text.replaceAll(attempt.id, unknownId)
    if (text !== plain) faults.push(`${cell.name}: an unknown one is answered ${text}, not ${plain}`)
  }
  return faults
}

/** A second passes before each call, so that those with bad keys are not told to wait. */
function ask<Input>(
  { actor, case: item }: Cell<Input>,
  { call, id }: Attempt<Input> & { readonly id: string },
): Promise<Answer> {
  app.time.nowInMs += 1000
  return call({ url: server.url, key: world.actors[actor].key }, item.input(id, world, actor))
}

function faultsIn(
  { verdict, text }: Answer,
  { name, actor, expected }: Omit<Cell<unknown>, 'case'>,
  wanted: Verdict | number,
): readonly string[] {
  const { home, abroad } = startByPlace
  const others = expected !== 'ok' ? [home, abroad] : [actor === 'other workspace' ? home : abroad]
  return [
    ...(verdict === wanted ? [] : [`${name}: ${verdict} instead of ${wanted}: ${text.slice(0, 300)}`]),
    ...(others.some((start) => text.includes(start)) ? [`${name}: tells of others: ${text}`] : []),
  ]
}

const pathOf = (name: string) => name.split(' ')[1] ?? ''

describe('every procedure', () => {
  it('has a row, and every row a procedure', () => {
    expect(Object.keys(procedureRows).sort()).toEqual(Object.keys(procedures).sort())
  })

  it('declares the scopes of its row', () => {
    const declared = Object.entries(procedures).map(([path, { _def }]) => {
      const { scope, or } = _def.meta ?? {}
      return [path, scope === 'open' ? null : [scope, or].filter((name) => name !== undefined)]
    })
    const stated = Object.entries(procedureRows).map(([path, { scopes }]) => [path, scopes])
    expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(declared))
  })

  it('that subscribes has a case for every kind of topic', () => {
    const kinds = topicSchema.options.map(({ shape }) => shape.type.value)
    const cases = Object.keys(procedureRows['update.subscribe']?.cases ?? {})
    expect(kinds.filter((kind) => !cases.some((about) => about.startsWith(`topic ${kind}: `)))).toEqual([])
    expect(kinds.length).toBeGreaterThan(3)
  })

  it.each(Object.entries(procedureRows))(
    'answers whom it may and tells others nothing: %s',
    async (path, row) => {
      const type = procedures[path]?._def.type ?? ''
      const attempt = {
        call: (place: Parameters<typeof callProcedure>[0], input: unknown) =>
          callProcedure(place, { path, type, input }),
      }
      expect(await faultsOf([path, row], attempt)).toEqual([])
    },
  )
})

describe('every route', () => {
  it('has a row, and every row a route', () => {
    expect(Object.keys(restRows).sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('declares the scope of its row', () => {
    const declared = routes.map(({ method, path, scope }) => [`${method} ${path}`, scope && [scope]])
    const stated = Object.entries(restRows).map(([path, { scopes }]) => [path, scopes])
    expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(declared))
  })

  it('is of REST, tRPC or a protocol with rows: the app serves no other', () => {
    const served = createApp(app.parts, { instance: 'x', version: 'x', isLocal: true }).routes.map(
      ({ path }) => path,
    )
    const paths = [...routes.map(({ path }) => path), ...Object.keys(protocolRows).map(pathOf)]
    const known = new Set([...paths, '/trpc/*', '/trpc/report.submit', '/trpc/update.subscribe', '/*'])
    expect(served.filter((path) => !known.has(path))).toEqual([])
  })

  const rows = Object.entries({ ...restRows, ...protocolRows })
  it.each(rows)('answers whom it may and tells others nothing: %s', async (path, row) => {
    const [method = ''] = path.split(' ')
    const attempt = {
      call: (place: Parameters<typeof callRoute>[0], input: RestInput) => callRoute(place, { method, input }),
    }
    expect(await faultsOf([path, row], attempt)).toEqual([])
  })
})

describe('every WebSocket', () => {
  it('of each kind, and each message, has a row, and every row is of one', () => {
    expect(Object.keys(socketRows).sort()).toEqual([...socketKinds].sort())
    expect(Object.keys(messageRows).sort()).toEqual([...clientMessageTypes].sort())
  })

  it.each(Object.entries(socketRows))('opens for whom it may alone: %s', async (path, row) => {
    const attempt = {
      told: closeCodeOf,
      call: (place: Parameters<typeof callSocket>[0], address: string) =>
        callSocket(place, { path: address }),
    }
    expect(await faultsOf([path, row], attempt)).toEqual([])
  })

  it.each(Object.entries(messageRows))('answers whom it may alone: %s', async (path, row) => {
    const attempt = {
      told: (verdict: Verdict) => (verdict === 'not-found' ? verdict : closeCodeOf(verdict)),
      call: (place: Parameters<typeof callSocket>[0], message: string) =>
        callSocket(place, { path: '/ws/notifications/me', message }),
    }
    expect(await faultsOf([path, row], attempt)).toEqual([])
  })
})

describe('the matrix', () => {
  it('asks eleven actors, each about what is his and what is not', () => {
    expect(actors).toHaveLength(11)
    expect(cellsOf(procedureRows).length).toBeGreaterThan(900)
  })

  it('sees a call that is answered to the wrong one', async () => {
    const row: Row = {
      scopes: ['read'],
      cases: { x: { input: () => ({ teamId: world.blue }), verdicts: { rest: 'ok' } } },
    }
    const attempt = {
      call: (place: Parameters<typeof callProcedure>[0], input: unknown) =>
        callProcedure(place, { path: 'team.get', type: 'query', input }),
    }
    expect((await faultsOf(['team.get', row], attempt)).length).toBe(4)
  })
})
