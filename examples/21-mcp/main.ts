import assert from 'node:assert/strict'
import { findServer } from '@arena/client/api'

const server = await findServer({ env: process.env })
assert.ok(server)
const { url, key } = server

// #region readme

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

const client = new Client({ name: 'my-agent', version: '1.0.0' })
const headers = { authorization: `Bearer ${key}` }
await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }))

const work = { agent: 'docs-writer', outcome: 'success', task: { complexity: 'medium' } }
const { structuredContent } = await client.callTool({ name: 'arena_report', arguments: work })
// #endregion

assert.deepEqual(
  (await client.listTools()).tools.map(({ name }) => name),
  ['arena_stats', 'arena_leaderboard', 'arena_achievements', 'arena_explain_report', 'arena_report'],
)
const { status, agent } = structuredContent as { status: string; agent: { name: string; xp: number } }
assert.deepEqual([status, agent.name], ['scored', 'docs-writer'])
const stats = await client.callTool({ name: 'arena_stats', arguments: {} })
assert.ok(JSON.stringify(stats.structuredContent).includes(`"xp":${agent.xp}`))
await client.close()
