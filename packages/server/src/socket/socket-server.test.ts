import { describe, expect, it } from 'vitest'
import { addMember, addTeam } from '../../test/add-member.ts'
import { createTestApp, type TestApp } from '../../test/create-test-app.ts'
import { openSocket, type TestMessage, type TestSocket } from '../../test/open-socket.ts'
import { type ServedApp, serveTestApp } from '../../test/serve-test-app.ts'
import { testReport } from '../../test/test-report.ts'
import type { Store } from '../store/store.ts'
import type { SocketServerOptions } from './socket-server.ts'

async function setUp(options: Partial<SocketServerOptions> = {}, wrapStore?: (store: Store) => Store) {
  const app = await createTestApp(wrapStore)
  const server = await serveTestApp(app, options)
  const key = await app.makeKey('read', 'report:write')
  const open = (path = '/ws/notifications/me', token: string | null = key) =>
    openSocket(
      `${server.url}${path}${token === null ? '' : `${path.includes('?') ? '&' : '?'}token=${token}`}`,
    )
  return {
    app,
    server,
    key,
    open,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await app[Symbol.asyncDispose]()
    },
  }
}

const submit = (app: TestApp, changes = {}, key?: string) =>
  app.mutate('report.submit', { schema: 1, reports: [testReport(changes)] }, key)

async function nothingLeft(app: TestApp, server: ServedApp): Promise<void> {
  while (server.sockets.size > 0 || app.parts.feed.size > 0) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const story = ['xp_update', 'level_up', 'achievement_unlocked']

describe('a notifications socket', () => {
  it('greets, and tells of reports, levels and achievements as the original did', async () => {
    await using t = await setUp()
    await using socket = t.open(`/ws/notifications/${t.app.owner.userId}`)
    const hello = await socket.next()
    expect(hello).toEqual({
      type: 'connection_established',
      data: { user_id: t.app.owner.userId, timestamp: '2026-11-22T12:00:00.000Z' },
      timestamp: '2026-11-22T12:00:00.000Z',
      id: 'epoch-1-0',
    })
    await submit(t.app, { basePoints: 100 })
    expect(await socket.next(...story)).toMatchObject({
      type: 'xp_update',
      id: 'epoch-1-1.1',
      data: { agent_name: 'python-pro', xp_gained: 100, total_xp: 100, level_up: true, new_level: 2 },
    })
    expect(await socket.next(...story)).toMatchObject({
      type: 'level_up',
      data: { old_level: 1, new_level: 2 },
    })
    expect(await socket.next(...story)).toMatchObject({ type: 'level_up', data: { subject: 'user' } })
    expect(await socket.next(...story)).toMatchObject({
      type: 'achievement_unlocked',
      data: { achievement_name: 'first_steps', xp_reward: 50 },
    })
  })

  it('tells of the board when it changes', async () => {
    await using t = await setUp()
    await using socket = t.open()
    expect((await socket.next('leaderboard_update')).data.top_entries).toEqual([])
    await submit(t.app)
    expect(await socket.next('leaderboard_update')).toMatchObject({
      data: { category: 'week_xp', top_entries: [{ rank: 1, user_id: t.app.owner.userId, name: 'ada' }] },
    })
  })

  it('answers every message of a client, and lives on through what is none', async () => {
    await using t = await setUp()
    await using socket = t.open()
    await socket.next('connection_established')
    socket.send({ type: 'pong' }) // as an answer to a ping: is answered by nothing
    socket.send({ type: 'ping' })
    expect((await socket.next('pong', 'error')).data.timestamp).toBe('2026-11-22T12:00:00.000Z')
    for (const bad of [
      '{',
      '[1,2]',
      '{"type":"subscribe_team","data":{"team_id":[1]}}',
      '{"type":"other"}',
    ]) {
      socket.send(bad)
      expect((await socket.next('error')).data.error).toEqual(expect.any(String))
    }
    socket.socket.send(Buffer.from([1, 2, 3]))
    await socket.next('error')
    socket.send({ type: 'get_status' })
    expect((await socket.next('connection_status')).data).toEqual({
      user_id: t.app.owner.userId,
      connected_at: '2026-11-22T12:00:00.000Z',
      total_connections: 1,
      teams: [],
    })
  })

  it('resumes behind each message without gap or repeat', async () => {
    await using t = await setUp()
    const first = t.open()
    await first.next('connection_established')
    for (let count = 0; count < 3; count++) await submit(t.app, { basePoints: 100 })
    const told: TestMessage[] = []
    while (told.filter(({ type }) => type === 'xp_update').length < 3) told.push(await first.next(...story))
    while (told.at(-1)?.type !== 'level_up') told.push(await first.next(...story))
    await first[Symbol.asyncDispose]()
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
    for (const [index, { id }] of told.entries()) {
      await using next = t.open(`/ws/notifications/me?last_event_id=${id}`)
      expect(await next.next()).toMatchObject({ type: 'connection_established', id })
      for (const expected of told.slice(index + 1)) {
        expect(await next.next(...story)).toEqual({ ...expected, timestamp: expect.any(String) })
      }
    }
  })

  it('says reset to an id that it can not resume from', async () => {
    await using t = await setUp()
    await using socket = t.open('/ws/notifications/me?last_event_id=other-7.1')
    await socket.next('connection_established')
    expect(await socket.next()).toMatchObject({ type: 'reset', id: 'epoch-1-0' })
  })
})

describe('a team', () => {
  async function setUpTeams(options: Partial<SocketServerOptions> = {}) {
    const t = await setUp(options)
    const [red, blue] = [await addTeam(t.app, 'red'), await addTeam(t.app, 'blue')]
    const ann = await addMember(t.app, { name: 'ann', teamId: red })
    const bob = await addMember(t.app, { name: 'bob', teamId: red })
    const cy = await addMember(t.app, { name: 'cy', teamId: blue })
    return { ...t, red, blue, ann, bob, cy }
  }

  it('is told to its members by its own path, with its board, and to no one else', async () => {
    await using t = await setUpTeams()
    await using socket = t.open(`/ws/team/${t.red}?user_id=${t.ann.userId}`, t.ann.key)
    await socket.next('connection_established')
    await submit(t.app, { agent: 'theirs' }, t.cy.key)
    await submit(t.app, { agent: 'ours' }, t.bob.key)
    expect(await socket.next('xp_update')).toMatchObject({
      team_id: t.red,
      data: { agent_name: 'ours', user_id: t.bob.userId },
    })
    let board = await socket.next('team_leaderboard_update')
    while (board.data.leaderboard.length === 0) board = await socket.next('team_leaderboard_update')
    expect(board.data).toMatchObject({ team_id: t.red, leaderboard: [{ name: 'bob', rank: 1 }] })
  })

  it('comes and goes on a socket of a user, whose own updates come once', async () => {
    await using t = await setUpTeams()
    await using socket = t.open('/ws/notifications/me', t.ann.key)
    await socket.next('connection_established')
    socket.send({ type: 'subscribe_team', data: { team_id: t.red } })
    expect((await socket.next('subscription_confirmed')).data).toEqual({ team_id: t.red, subscribed: true })
    await submit(t.app, { agent: 'mine' }, t.ann.key)
    await submit(t.app, { agent: 'ours' }, t.bob.key)
    const told = [await socket.next('xp_update'), await socket.next('xp_update')]
    expect(told.map(({ data }) => data.agent_name).sort()).toEqual(['mine', 'ours'])
    socket.send({ type: 'unsubscribe_team', data: { team_id: t.red } })
    expect((await socket.next('subscription_confirmed')).data).toEqual({ team_id: t.red, subscribed: false })
    await submit(t.app, { agent: 'ours' }, t.bob.key)
    await submit(t.app, { agent: 'mine' }, t.ann.key)
    expect((await socket.next('xp_update')).data.agent_name).toBe('mine')
  })

  it('is refused to others by an error, and by a close on its path', async () => {
    await using t = await setUpTeams()
    await using socket = t.open('/ws/notifications/me', t.cy.key)
    await socket.next('connection_established')
    socket.send({ type: 'subscribe_team', data: { team_id: t.red } })
    expect((await socket.next('error')).data).toMatchObject({ code: 'not-found', team_id: t.red })
    expect(await t.open(`/ws/team/${t.red}`, t.cy.key).closed).toMatchObject({ code: 4003 })
    expect(await t.open('/ws/team/nothing', t.cy.key).closed).toMatchObject({ code: 4003 })
  })

  it('is lost to a member who leaves it', async () => {
    await using t = await setUpTeams()
    await using path = t.open(`/ws/team/${t.red}`, t.ann.key)
    await using socket = t.open('/ws/notifications/me', t.ann.key)
    await path.next('connection_established')
    await socket.next('connection_established')
    socket.send({ type: 'subscribe_team', data: { team_id: t.red } })
    await socket.next('subscription_confirmed')
    const { workspaceId } = t.app.owner
    await t.app.parts.deps.store.changeDirectory(workspaceId, [
      { kind: 'member-placed', userId: t.ann.userId, teamId: t.blue, joinedAtInMs: 0 },
    ])
    t.app.parts.authenticator.forget()
    t.app.parts.feed.wake()
    expect(await path.closed).toMatchObject({ code: 4003 })
    expect((await socket.next('error')).data).toMatchObject({ team_id: t.red })
    expect((await socket.next('subscription_confirmed')).data).toEqual({ team_id: t.red, subscribed: false })
  })

  it('leaves out a member with a hidden profile, who is told his own', async () => {
    await using t = await setUpTeams()
    await t.app.parts.deps.store.changeDirectory(t.app.owner.workspaceId, [
      { kind: 'member-changed', userId: t.bob.userId, isProfileVisible: false },
    ])
    await using team = t.open(`/ws/team/${t.red}`, t.ann.key)
    await using own = t.open('/ws/notifications/me', t.bob.key)
    await Promise.all([team.next('connection_established'), own.next('connection_established')])
    await submit(t.app, { agent: 'hidden' }, t.bob.key)
    await submit(t.app, { agent: 'seen' }, t.ann.key)
    expect((await own.next('xp_update')).data.agent_name).toBe('hidden')
    expect((await team.next('xp_update')).data.agent_name).toBe('seen')
  })
})

describe('the opening of a socket', () => {
  const closeOf = (socket: TestSocket) => socket.closed.then(({ code }) => code)

  it.each([
    ['no token', '/ws/notifications/me', null, 4001],
    ['an empty token', '/ws/notifications/me', '', 4001],
    ['an unknown key', '/ws/notifications/me', 'arena_unknown', 4001],
    ['an unknown ticket', '/ws/notifications/me', `arenaticket_w_${'0'.repeat(64)}`, 4001],
    ['another user', '/ws/notifications/someone', 'own', 4003],
    ['another user in its parameter', '/ws/team/x?user_id=someone', 'own', 4003],
    ['a team that there is not', '/ws/team/x', 'own', 4003],
    ['another path', '/ws/other', 'own', 4004],
    ['a path that can not be read', '/ws/notifications/%ff', 'own', 4003],
  ])('is closed for %s', async (_name, path, token, code) => {
    await using t = await setUp()
    expect(await closeOf(t.open(path, token === 'own' ? t.key : token))).toBe(code)
    await nothingLeft(t.app, t.server)
  })

  it('needs a key that may read', async () => {
    await using t = await setUp()
    expect(await closeOf(t.open('/ws/notifications/me', await t.app.makeKey('report:write')))).toBe(4001)
  })

  it('takes the key as a header, too', async () => {
    await using t = await setUp()
    await using socket = openSocket(`${t.server.url}/ws/notifications/me`, {
      headers: { authorization: `Bearer ${t.key}` },
    })
    expect((await socket.next()).type).toBe('connection_established')
  })

  it('is refused to pages of other origins and to other names of the host', async () => {
    await using t = await setUp()
    const statusWith = (headers: Record<string, string>) =>
      new Promise((resolve) => {
        const { socket } = openSocket(`${t.server.url}/ws/notifications/me?token=${t.key}`, { headers })
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
        socket.on('open', () => resolve('open'))
      })
    expect(await statusWith({ origin: 'https://evil.example' })).toBe(403)
    expect(await statusWith({ origin: 'null' })).toBe(403)
    expect(await statusWith({ host: 'evil.example' })).toBe(403)
    expect(await statusWith({ origin: t.server.url })).toBe('open')
  })

  it('is closed for a user who has too many, until one of them is closed', async () => {
    await using t = await setUp({ maxSocketsPerUser: 2 })
    const open = [t.open(), t.open()]
    for (const socket of open) await socket.next('connection_established')
    expect(await closeOf(t.open())).toBe(4008)
    open[0]?.socket.close()
    await open[0]?.closed
    await using again = t.open()
    expect((await again.next()).type).toBe('connection_established')
    open[1]?.socket.terminate()
  })

  it('takes a ticket once, within a minute, and no longer than its key is good', async () => {
    await using t = await setUp()
    const takeTicket = async () => {
      const { data } = await t.app.mutate('ticket.create', {}, t.key)
      expect(data.expiresAt).toBe('2026-11-22T12:01:00.000Z')
      return data.ticket as string
    }
    const ticket = await takeTicket()
    await using socket = t.open('/ws/notifications/me', ticket)
    expect((await socket.next()).type).toBe('connection_established')
    expect(await closeOf(t.open('/ws/notifications/me', ticket))).toBe(4001)
    const late = await takeTicket()
    t.app.time.nowInMs += 60_000
    expect(await closeOf(t.open('/ws/notifications/me', late))).toBe(4001)
    const [record] = (await t.app.query('key.list')).data.keys.slice(-1)
    await t.app.mutate('key.revoke', { id: record.id })
    expect(await closeOf(socket)).toBe(4401)
  })
})

describe('the end of a socket', () => {
  it('leaves nothing behind, whatever way it comes', async () => {
    await using t = await setUp({ maxSocketsPerUser: 10 })
    const team = await addTeam(t.app, 'red')
    const revoked = await addMember(t.app, { name: 'ann', teamId: team })
    const sockets = [t.open(), t.open(), t.open(), t.open('/ws/notifications/me', revoked.key)]
    for (const socket of sockets) await socket.next('connection_established')
    sockets[3]?.send({ type: 'subscribe_team', data: { team_id: team } })
    await sockets[3]?.next('subscription_confirmed')
    const [polite, gone, large, stolen] = sockets
    polite?.socket.close()
    gone?.socket.terminate()
    large?.send('x'.repeat(17 * 1024))
    expect(await large?.closed).toMatchObject({ code: 1009 })
    const startedAtInMs = performance.now()
    await t.app.mutate('key.revoke', { id: revoked.keyId })
    expect(await stolen?.closed).toMatchObject({ code: 4401 })
    expect(performance.now() - startedAtInMs).toBeLessThan(1000)
    await nothingLeft(t.app, t.server)
  })

  it('is seen when it comes before the peer is let in', async () => {
    let letIn = () => {}
    const gate = new Promise<void>((resolve) => {
      letIn = resolve
    })
    await using t = await setUp({ maxSocketsPerUser: 1 }, (store) => ({
      ...store,
      findKey: (hash) => gate.then(() => store.findKey(hash)),
    }))
    const hasty = t.open()
    hasty.socket.once('open', () => hasty.socket.terminate())
    await hasty.closed
    while (t.server.sockets.size > 0) await new Promise((resolve) => setImmediate(resolve))
    letIn()
    await using next = t.open()
    expect((await next.next()).type).toBe('connection_established')
  })

  it('comes with 1001 when the server stops', async () => {
    await using t = await setUp()
    const socket = t.open()
    await socket.next('connection_established')
    await t.server.close()
    expect(await socket.closed).toMatchObject({ code: 1001 })
    await nothingLeft(t.app, t.server)
  })

  it('comes to a peer that is dead, and to none that answers pings', async () => {
    await using t = await setUp({ heartbeatInMs: 40 })
    const path = `${t.server.url}/ws/notifications/me?token=${t.key}`
    await using alive = openSocket(path)
    await using dead = openSocket(path, { autoPong: false })
    await dead.next('ping')
    expect(await dead.closed).toMatchObject({ code: 1006 })
    for (let count = 0; count < 4; count++) await alive.next('ping')
    expect(alive.socket.readyState).toBe(alive.socket.OPEN)
  })

  it('tells no token to the log', async () => {
    await using t = await setUp()
    await using socket = t.open()
    await socket.next('connection_established')
    const { data } = await t.app.mutate('ticket.create', {}, t.key)
    await t.open('/ws/notifications/other', data.ticket).closed
    await fetch(`${t.server.url}/ws/notifications/me?token=${t.key}`)
    const log = t.app.logLines.join('')
    expect(log).not.toContain(t.key)
    expect(log).not.toContain(data.ticket.slice(-20))
  })
})
