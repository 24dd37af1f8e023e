import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { describe, expect, it } from 'vitest'
import { addMember } from '../../test/add-member.ts'
import { createTestApp, type TestApp, testNow } from '../../test/create-test-app.ts'
import { readReports } from '../../test/read-reports.ts'
import { serveTestApp } from '../../test/serve-test-app.ts'
import { testReport } from '../../test/test-report.ts'

interface Connected extends AsyncDisposable {
  readonly client: Client
  /** The data of a tool's answer; throws with its text when it is an error. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers as they come over the wire
  call(name: string, input?: Record<string, unknown>): Promise<any>
}

/** The official client, over a real socket. */
async function connect(app: TestApp, key: string | null = app.fullKey): Promise<Connected> {
  const server = await serveTestApp(app)
  const client = new Client({ name: 'test', version: '1.0.0' })
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
  const close = async () => {
    await client.close()
    await server.close()
  }
  try {
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit: { headers } }),
    )
  } catch (error) {
    await close()
    throw error
  }
  return {
    client,
    async call(name, input = {}) {
      const { isError, structuredContent, content } = await client.callTool({ name, arguments: input })
      const [first] = content
      const text = first?.type === 'text' ? first.text : ''
      if (isError) throw new Error(text)
      expect(JSON.parse(text)).toEqual(structuredContent)
      return structuredContent
    },
    [Symbol.asyncDispose]: close,
  }
}

const report = testReport({ agent: 'docs-writer', task: { complexity: 'medium' }, durationInMs: 30_000 })

async function submit(app: TestApp, key?: string): Promise<void> {
  await app.mutate('report.submit', { schema: 1, reports: [report] }, key)
  while (!(await app.parts.deps.store.advanceProjections(app.owner.workspaceId, 100)).isCurrent);
}

describe('/mcp', () => {
  it('lists its tools with what they take, what they give and whether they change anything', async () => {
    await using app = await createTestApp()
    await using mcp = await connect(app)
    const { tools } = await mcp.client.listTools()
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ['arena_stats', true],
      ['arena_leaderboard', true],
      ['arena_achievements', true],
      ['arena_explain_report', true],
      ['arena_report', false],
    ])
    for (const { description, inputSchema, outputSchema } of tools) {
      expect(description?.length).toBeGreaterThan(30)
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
      expect(outputSchema).toMatchObject({ type: 'object' })
    }
    const { inputSchema } = tools.find(({ name }) => name === 'arena_report') ?? {}
    expect(inputSchema?.required).toEqual(['agent', 'outcome'])
    expect(Object.keys(inputSchema?.properties ?? {})).not.toEqual(
      expect.arrayContaining(['basePoints', 'evidence']),
    )
  })

  it('tells of user and agents, the board, achievements and a report', async () => {
    await using app = await createTestApp()
    await submit(app)
    await using mcp = await connect(app)
    const stats = await mcp.call('arena_stats')
    expect(stats).toMatchObject({
      user: { name: 'ada', level: 1, reports: 1, streakDays: 1, achievements: 1 },
      agents: [{ name: 'docs-writer', level: 1, successes: 1, meanDurationInMs: 30_000, meanQuality: null }],
    })
    expect(await mcp.call('arena_stats', { agent: 'Docs-Writer' })).toEqual(stats)
    const board = await mcp.call('arena_leaderboard', { window: 'day' })
    expect(board).toMatchObject({ entries: [{ rank: 1, name: 'docs-writer', isMine: true }] })
    expect(board.periodStart).toBe(testNow.slice(0, 10))
    const { unlocked, achievements } = await mcp.call('arena_achievements', { state: 'unlocked' })
    expect([unlocked, achievements]).toMatchObject([
      1,
      [{ id: 'first-steps', unlockedAt: testNow, progress: 1 }],
    ])
    const { achievements: locked } = await mcp.call('arena_achievements', { state: 'locked' })
    expect(locked.length).toBeGreaterThan(20)
    expect(await mcp.call('arena_explain_report', { reportId: report.id })).toMatchObject({
      agent: 'docs-writer',
      outcome: 'success',
      xp: stats.agents[0].xp,
      lines: expect.arrayContaining([expect.stringMatching(/medium/i)]),
      corrections: [],
    })
  })

  it("takes an agent's report of its own work as its own word, and once", async () => {
    await using app = await createTestApp()
    await using mcp = await connect(app, await app.makeKey('report:write'))
    const own = {
      id: '0d9f3d34-4a5e-4a57-8a3d-2f3b0d6a4e11',
      agent: 'docs-writer',
      outcome: 'success',
      task: { description: 'The README', complexity: 'simple' },
      quality: { response: 0.9 },
    }
    const first = await mcp.call('arena_report', own)
    expect(first).toMatchObject({ status: 'scored', reportId: own.id, agent: { name: 'docs-writer' } })
    app.time.nowInMs += 1000
    expect(await mcp.call('arena_report', own)).toMatchObject({ status: 'duplicate', xp: first.xp })
    expect(await readReports(app)).toMatchObject([
      { source: 'self', quality: { response: 0.9, source: 'self' }, occurredAt: testNow },
    ])
  })

  it.each([
    ['points of its own', { basePoints: 100 }],
    ['evidence', { evidence: [{ type: 'innovation', data: { note: 'x' } }] }],
    ["a reviewer's word", { quality: { code: 1, source: 'human' } }],
    ['another user', { userId: 'someone' }],
    ['an outcome that is none', { outcome: 'great' }],
  ])('does not let an agent claim %s', async (_, claim) => {
    await using app = await createTestApp()
    await using mcp = await connect(app)
    await expect(mcp.call('arena_report', { agent: 'a', outcome: 'success', ...claim })).rejects.toThrow()
    expect(await readReports(app)).toEqual([])
  })

  it("refuses another user's data", async () => {
    await using app = await createTestApp()
    await submit(app)
    const { key } = await addMember(app, { name: 'bob', keyScopes: ['read', 'report:write'] })
    await using mcp = await connect(app, key)
    expect((await mcp.call('arena_stats')).agents).toEqual([])
    await expect(mcp.call('arena_stats', { agent: 'docs-writer' })).rejects.toThrow('no reports of an agent')
    await expect(mcp.call('arena_explain_report', { reportId: report.id })).rejects.toThrow(
      'no report of this id',
    )
    await expect(mcp.call('arena_stats', { userId: app.owner.userId })).rejects.toThrow(/userId/)
  })

  it('says which scope a key lacks', async () => {
    await using app = await createTestApp()
    await using writing = await connect(app, await app.makeKey('report:write'))
    await expect(writing.call('arena_stats')).rejects.toThrow('lacks the scope read')
    await using reading = await connect(app, await app.makeKey('read'))
    await expect(reading.call('arena_report', { agent: 'a', outcome: 'success' })).rejects.toThrow(
      'lacks the scope report:write',
    )
  })

  it('is closed without a key', async () => {
    await using app = await createTestApp()
    await expect(connect(app, null)).rejects.toThrow()
    const response = await app.request('/mcp', { method: 'POST' })
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  })

  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['by a foreign name', { host: 'evil.example' }],
  ])('is closed to pages %s', async (_, headers) => {
    await using app = await createTestApp()
    const response = await app.request('/mcp', {
      method: 'POST',
      headers: { authorization: `Bearer ${app.fullKey}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
    expect(response.status).toBe(403)
  })

  it('serves clients of the protocol before sessions became optional', async () => {
    await using app = await createTestApp()
    const send = async (method: string, params: object) => {
      const response = await app.request('/mcp', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${app.fullKey}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
      })
      const text = await response.text()
      return JSON.parse(
        text.startsWith('{') ? text : text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1),
      )
    }
    const clientInfo = { name: 'old', version: '1' }
    const { result } = await send('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo,
    })
    expect(result).toMatchObject({ protocolVersion: '2025-06-18', serverInfo: { name: 'arena' } })
    const { result: listed } = await send('tools/list', {})
    expect(listed.tools).toHaveLength(5)
  })
})
