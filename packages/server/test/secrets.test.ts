import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSecret } from '../src/key/create-secret.ts'
import { hashKey } from '../src/key/hash-key.ts'
import { addMember, addTeam } from './add-member.ts'
import { createTestApp, type TestApp } from './create-test-app.ts'
import { openSocket, type TestSocket } from './open-socket.ts'
import { openStream } from './open-stream.ts'
import { type ServedApp, serveTestApp } from './serve-test-app.ts'
import { testReport } from './test-report.ts'

/** Stands in every text that belongs to its report alone. */
const mark = `mark${createSecret()}`
const reportOf = (changes: object = {}) =>
  testReport({
    task: { description: `task ${mark}`, type: 'fix' },
    evidence: [{ type: 'innovation', data: { text: `evidence ${mark}` } }],
    multipliers: [{ type: 'x', value: 2, reason: `reason ${mark}` }],
    metadata: { text: `metadata ${mark}` },
    ...changes,
  })

/** All that a server says, but for the answers to calls that went well, which are their caller's alone. */
interface Session {
  readonly secrets: readonly string[]
  readonly said: readonly string[]
}

async function playSession(
  app: TestApp,
  server: ServedApp,
  fail: (isFailing: boolean) => void,
): Promise<Session> {
  const teamId = await addTeam(app, 'red')
  const ann = await addMember(app, { name: 'ann', teamId })
  const bob = await addMember(app, { name: 'bob', teamId })
  const said: string[] = []
  const secrets = [mark, ann.key, bob.key, app.fullKey]

  async function send(
    path: string,
    { key = ann.key, body }: { readonly key?: string; readonly body?: unknown } = {},
  ) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(`${server.url}${path}`, {
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { method: 'POST', body: text }),
    })
    const answer = await response.text()
    said.push(JSON.stringify([...response.headers]))
    if (!response.ok || path === '/metrics') said.push(answer)
    return response.ok && answer.startsWith('{') ? JSON.parse(answer) : null
  }

  const listen = (socket: TestSocket) => {
    socket.socket.on('message', (data) => said.push(String(data)))
    socket.socket.on('close', (_, reason) => said.push(String(reason)))
  }

  await using stream = await openStream({ url: server.url, key: bob.key })
  await using socket = openSocket(`${server.url}/ws/team/${teamId}?token=${bob.key}`)
  listen(socket)
  await socket.next('connection_established')

  // calls that go well
  const reports = [reportOf(), reportOf()]
  await send('/trpc/report.submit', { body: { schema: 1, reports } })
  await send('/trpc/report.submit', { key: bob.key, body: { schema: 1, reports: [reportOf()] } })
  const seed = {
    evidence_type: 'innovation',
    evidence_data: { text: mark },
    task_description: mark,
    metadata: { text: mark },
  }
  await send('/api/v1/agents/python-pro/xp', { body: seed })
  const late = {
    outcome: 'failure',
    evidence: [{ type: 'code_quality', data: { text: mark } }],
    reason: mark,
  }
  await send('/trpc/report.amend', { body: { reportId: reports[0]?.id, ...late } })
  await send('/trpc/report.void', { body: { reportId: reports[1]?.id, reason: mark } })
  const invited = await send('/trpc/invitation.create', { key: app.fullKey, body: {} })
  const { code } = invited.result.data
  const accepted = await send('/trpc/invitation.accept', { body: { code, name: 'cy' } })
  const ticketed = await send('/trpc/ticket.create', { key: bob.key, body: {} })
  const { ticket } = ticketed.result.data
  secrets.push(code, ticket, accepted.result.data.key)
  await using byTicket = openSocket(`${server.url}/ws/notifications/me?token=${ticket}`)
  listen(byTicket)
  await byTicket.next('connection_established')
  await send('/metrics')

  // calls that do not
  const wrong = `${ann.key.slice(0, -1)}${ann.key.endsWith('x') ? 'y' : 'x'}`
  secrets.push(wrong)
  await send('/trpc/me.get', { key: wrong })
  await send('/trpc/invitation.accept', { body: { code, name: 'di' } })
  for (const token of [ticket, wrong]) {
    await using refused = openSocket(`${server.url}/ws/notifications/me?token=${token}`)
    listen(refused)
    await refused.closed
  }
  byTicket.send(`{"type":"${mark}","data":{"team_id":"${mark}"}}`)
  await byTicket.next('error')
  for (const body of [
    { schema: 1, reports: [reportOf({ unknown: mark }), reportOf({ agent: `\u0000${mark}` })], more: mark },
    { schema: mark, reports: [{ ...reportOf(), outcome: mark }] },
    { schema: 1, userId: mark, reports: [reportOf()] },
    `{"schema":1,"reports":[${mark}`,
  ]) {
    await send('/trpc/report.submit', { body })
  }
  for (const body of [{ ...seed, evidence_type: mark }, { ...seed, success: mark }, `{"metadata":${mark}}`]) {
    await send('/api/v1/agents/python-pro/xp', { body })
  }
  await send('/trpc/report.amend', { body: { reportId: reports[1]?.id, ...late } })
  for (const secret of [ann.key, wrong, code, ticket]) {
    await send(`/trpc/${secret}`)
    await send(`/nowhere/${secret}`)
    await send(`/api/v1/agents/${secret}/stats?x=${secret}`)
  }

  // calls that the database refuses
  fail(true)
  await send('/trpc/report.submit', { body: { schema: 1, reports: [reportOf()] } })
  await send('/api/v1/agents/python-pro/xp', { body: seed })
  await send('/trpc/invitation.create', { key: app.fullKey, body: {} })
  await send('/trpc/ticket.create', { body: {} })
  fail(false)

  said.push(...(await stream.frames(1)).map((frame) => JSON.stringify(frame)), ...app.logLines)
  return { secrets, said }
}

/** Where a secret stands in what was said; a key's first characters tell keys apart and may be shown. */
function leaksIn({ secrets, said }: Session): readonly string[] {
  const hidden = secrets.map((secret) => secret.slice(-24))
  return said.filter((text) => hidden.some((secret) => text.includes(secret)))
}

async function withSession(use: (session: Session, app: TestApp) => Promise<void> | void): Promise<void> {
  let isFailing = false
  await using app = await createTestApp((store) => ({
    ...store,
    // a user, a workspace and a key that are not there, so that the database itself says no
    commit: (commits) =>
      store.commit(isFailing ? commits.map((commit) => ({ ...commit, userId: 'nobody' })) : commits),
    changeDirectory: (workspaceId, changes) =>
      store.changeDirectory(isFailing ? 'nowhere' : workspaceId, changes),
    saveTicket: (ticket) => store.saveTicket(isFailing ? { ...ticket, workspaceId: 'nowhere' } : ticket),
  }))
  await using server = await serveTestApp(app)
  await use(
    await playSession(app, server, (value) => {
      isFailing = value
    }),
    app,
  )
}

describe('keys, invitation codes, tickets and the texts of reports', () => {
  it('stand in no log, error, metric, header or stream', async () => {
    await withSession((session, app) => {
      expect(leaksIn(session)).toEqual([])
      expect(session.secrets).toHaveLength(8)
      expect(app.logLines.filter((line) => line.includes('"level":"error"')).length).toBeGreaterThan(2)
      expect(session.said.filter((text) => text.includes('xp-gained')).length).toBeGreaterThan(0)
      expect(session.said.filter((text) => text.includes('xp_update')).length).toBeGreaterThan(0)
    })
  })

  it('stand in the files of the database only as hashes, but for the texts', async () => {
    await withSession(async ({ secrets }, { folder }) => {
      const files = (await readdir(folder)).filter((name) => name.startsWith('arena.db'))
      const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'latin1')))
      const [, ...hidden] = secrets
      expect(hidden.filter((secret) => texts.some((text) => text.includes(secret.slice(-24))))).toEqual([])
      for (const sought of [hashKey(hidden[0] ?? ''), mark]) expect(texts.join()).toContain(sought)
    })
  })

  it('are seen where they stand', async () => {
    await withSession((session, app) => {
      const before = app.logLines.length
      app.parts.deps.logger.trace({ text: `took ${mark}` })
      expect(leaksIn({ ...session, said: app.logLines.slice(before) })).toHaveLength(1)
    })
  })
})
