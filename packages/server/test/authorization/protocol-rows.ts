import { all, type Row } from './expectation.ts'
import type { RestInput } from './rest-rows.ts'

const telemetry = (path: string): Row<RestInput> => ({
  scopes: ['report:write'],
  cases: { 'the caller': { input: () => ({ path, body: {} }), verdicts: all } },
})

const question = {
  path: '/mcp',
  headers: { accept: 'application/json, text/event-stream' },
  body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'arena_stats', arguments: {} } },
}

/** Of the routes that speak a protocol of their own. Behind `/mcp` each tool asks for the scope of its procedure. */
export const protocolRows: Readonly<Record<string, Row<RestInput>>> = {
  'post /v1/traces': telemetry('/v1/traces'),
  'post /v1/logs': telemetry('/v1/logs'),
  'post /mcp': {
    scopes: ['read', 'report:write'],
    cases: { 'the caller': { input: () => question, verdicts: all } },
  },
}
