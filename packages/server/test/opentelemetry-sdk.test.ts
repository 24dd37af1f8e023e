import { type Context, context, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs'
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, it } from 'vitest'
import { createTestApp } from './create-test-app.ts'
import { readReports } from './read-reports.ts'
import { serveTestApp } from './serve-test-app.ts'

it("an OpenTelemetry SDK's own exporters are understood", async () => {
  await using app = await createTestApp()
  app.time.nowInMs = Date.now()
  await using server = await serveTestApp(app)
  const headers = { authorization: `Bearer ${app.fullKey}` }
  const resource = resourceFromAttributes({ 'service.name': 'shop', 'arena.project': 'shop-api' })
  const spanExporter = new OTLPTraceExporter({
    ...{ url: `${server.url}/v1/traces`, headers },
    compression: 'gzip' as never,
  })
  const logExporter = new OTLPLogExporter({ url: `${server.url}/v1/logs`, headers })
  const spans = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(spanExporter)] })
  const logs = new LoggerProvider({
    resource,
    processors: [new SimpleLogRecordProcessor({ exporter: logExporter })],
  })
  const tracer = spans.getTracer('my-agents')

  const start = (
    name: string,
    attributes: Record<string, string | number>,
    parent: Context = ROOT_CONTEXT,
  ) => {
    const span = tracer.startSpan(name, { attributes }, parent)
    return { span, inside: trace.setSpan(ROOT_CONTEXT, span) }
  }
  const lead = start('invoke_agent lead', {
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.agent.name': 'lead',
    'gen_ai.system_instructions': 'a secret prompt',
  })
  const chat = start(
    'chat gpt-5',
    { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-5', 'gen_ai.usage.output_tokens': 12 },
    lead.inside,
  )
  chat.span.end()
  const helper = start('invoke_agent helper', { 'gen_ai.operation.name': 'invoke_agent' }, lead.inside)
  helper.span.recordException(new Error('no'))
  helper.span.setStatus({ code: SpanStatusCode.ERROR }).end()
  lead.span.end()
  logs.getLogger('my-evaluations').emit({
    eventName: 'gen_ai.evaluation.result',
    context: lead.inside,
    attributes: { 'gen_ai.evaluation.name': 'Correctness', 'gen_ai.evaluation.score.value': 0.75 },
  })
  for (const part of [spans, logs, spanExporter, logExporter]) await part.forceFlush()
  app.time.nowInMs += 5000
  await app.parts.telemetry.drain()

  const reports = (await readReports(app)).sort((a, b) => (a.agent < b.agent ? 1 : -1))
  expect(reports).toMatchObject([
    {
      agent: 'lead',
      outcome: 'success',
      project: 'shop-api',
      model: 'gpt-5',
      usage: { outputTokens: 12 },
      quality: { response: 0.75 },
    },
    { agent: 'helper', outcome: 'failure', parentRunId: lead.span.spanContext().spanId },
  ])
  expect(JSON.stringify(reports)).not.toContain('secret')
  await spans.shutdown()
  await logs.shutdown()
  context.disable()
})
