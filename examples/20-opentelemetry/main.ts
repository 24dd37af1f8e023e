import assert from 'node:assert/strict'
import { arena } from '@arena/client'
import { findServer } from '@arena/client/api'
import { reportedAgents } from '../reported-agents.ts'

const server = await findServer({ env: process.env })
assert.ok(server)
const { url, key } = server
const updates = arena.updates()
const counted = updates.next()

// #region readme

import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'

const exporter = new OTLPTraceExporter({
  url: `${url}/v1/traces`,
  headers: { authorization: `Bearer ${key}` },
})
const tracing = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] })
// #endregion

const span = tracing.getTracer('my-framework').startSpan('invoke_agent docs-writer', {
  attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'docs-writer' },
})
span.end()
await tracing.shutdown()
await counted
await updates.return?.()
assert.deepEqual(await reportedAgents(), { 'docs-writer': 1 })
