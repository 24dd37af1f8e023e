import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/create-test-app.ts'
import { otlpRequest } from '../../../test/otlp-request.ts'
import { otlpEvent, otlpSpans, type StatedSpan, spanIdOf } from '../../../test/otlp-span.ts'
import { readReports } from '../../../test/read-reports.ts'
import { recorded } from '../../../test/recorded-sessions.ts'
import { recordedTelemetry } from '../../../test/recorded-telemetry.ts'
import { restRequest } from '../../../test/rest-request.ts'

const agentSpan: StatedSpan = { id: 'a', name: 'invoke_agent docs-writer' }

/** Lets so much time pass that what was sent is reported. */
async function pass(app: TestApp, durationInMs: number): Promise<void> {
  app.time.nowInMs += durationInMs
  await app.parts.telemetry.drain()
}

const spansAt = (app: TestApp, spans: readonly StatedSpan[]) =>
  otlpSpans(spans, { atInMs: app.time.nowInMs - 60_000 })

describe('/v1/traces and /v1/logs', () => {
  it.each([false, true])('take spans of agents, compressed: %s', async (isCompressed) => {
    await using app = await createTestApp()
    const answer = await otlpRequest(app, ['traces', spansAt(app, [agentSpan])], { isCompressed })
    expect(answer).toMatchObject({ status: 200, body: {} })
    await pass(app, 1999)
    expect(await readReports(app)).toEqual([])
    await pass(app, 1)
    expect(await readReports(app)).toMatchObject([{ agent: 'docs-writer', source: 'opentelemetry' }])
  })

  it('count nothing twice that is sent again, at once or much later', async () => {
    await using app = await createTestApp()
    const body = spansAt(app, [agentSpan])
    for (const durationInMs of [0, 3000, 3_000_000]) {
      await otlpRequest(app, ['traces', body])
      await pass(app, durationInMs)
      await pass(app, 3000)
      expect(await readReports(app)).toHaveLength(1)
    }
    expect(app.logLines.filter((line) => /"level":(40|50)/.test(line))).toEqual([])
  })

  it('find the agent that called another, though its span comes in a later request', async () => {
    await using app = await createTestApp()
    const call = { id: 'task', parent: 'lead', attributes: { 'gen_ai.operation.name': 'execute_tool' } }
    await otlpRequest(app, ['traces', spansAt(app, [{ ...agentSpan, parent: 'task' }])])
    await pass(app, 5000)
    expect(await readReports(app)).toEqual([])
    await otlpRequest(app, ['traces', spansAt(app, [call, { id: 'lead', name: 'invoke_agent lead' }])])
    await pass(app, 5000)
    const [first, second] = (await readReports(app)).sort((a, b) => (a.agent < b.agent ? -1 : 1))
    expect(first).toMatchObject({ agent: 'docs-writer', parentRunId: spanIdOf('lead') })
    expect(second).toMatchObject({ agent: 'lead', usage: { toolCalls: 1 } })
  })

  it('report after a minute an agent whose caller never comes', async () => {
    await using app = await createTestApp()
    await otlpRequest(app, ['traces', spansAt(app, [{ ...agentSpan, parent: 'gone' }])])
    await pass(app, 59_999)
    expect(await readReports(app)).toEqual([])
    await pass(app, 1)
    expect(await readReports(app)).toHaveLength(1)
  })

  it.each([
    ['of an agent reported a moment ago', 5000],
    ['of one whose spans are gone', 700_000],
  ])('let an evaluation judge the work %s', async (_, laterInMs) => {
    await using app = await createTestApp()
    await otlpRequest(app, ['traces', spansAt(app, [agentSpan])])
    await pass(app, 5000)
    await pass(app, laterInMs)
    const attributes = { 'gen_ai.evaluation.name': 'Correctness', 'gen_ai.evaluation.score.value': 0.9 }
    const event = otlpEvent('gen_ai.evaluation.result', { atInMs: app.time.nowInMs, spanId: 'a', attributes })
    expect(await otlpRequest(app, ['logs', event])).toMatchObject({ status: 200 })
    await pass(app, 700_000)
    expect(await readReports(app)).toMatchObject([{ quality: { response: 0.9, source: 'model' } }])
  })

  it('take an evaluation for the own word of a sender who may not review', async () => {
    await using app = await createTestApp()
    const key = await app.makeKey('report:write')
    const attributes = { 'gen_ai.evaluation.name': 'Correctness', 'gen_ai.evaluation.score.value': 0.9 }
    const event = otlpEvent('gen_ai.evaluation.result', { atInMs: app.time.nowInMs, spanId: 'a', attributes })
    await otlpRequest(app, ['logs', event], { key })
    await otlpRequest(app, ['traces', spansAt(app, [agentSpan])], { key })
    await pass(app, 5000)
    expect(await readReports(app)).toMatchObject([{ quality: { response: 0.9, source: 'self' } }])
  })

  it('say how many spans they could not take, and why', async () => {
    await using app = await createTestApp()
    const body = spansAt(app, [agentSpan, { id: 'b', name: 'invoke_agent b' }])
    const [spans] = body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.map(({ spans }) => spans))
    Object.assign(spans?.[1] ?? {}, { traceId: 'none' })
    const answer = await otlpRequest(app, ['traces', body])
    const errorMessage = 'traceId: must be 32 hexadecimal digits, not all 0'
    expect(answer).toMatchObject({
      status: 200,
      body: { partialSuccess: { rejectedSpans: '1', errorMessage } },
    })
    const record = { resourceLogs: [{ scopeLogs: [{ logRecords: [{ timeUnixNano: 'now' }] }] }] }
    expect((await otlpRequest(app, ['logs', record])).body).toEqual({
      partialSuccess: {
        rejectedLogRecords: '1',
        errorMessage: 'timeUnixNano: must be nanoseconds since 1970',
      },
    })
    await pass(app, 5000)
    expect(await readReports(app)).toHaveLength(1)
  })

  it.each([
    ['traces', { resourceSpans: {} }, 'resourceSpans: must be a list.'],
    ['traces', { resourceSpans: 'x' }, 'resourceSpans: must be a list.'],
    ['logs', { resourceLogs: {} }, 'resourceLogs: must be a list.'],
  ] as const)('refuse a body without a list of resources: %s %j', async (signal, body, detail) => {
    await using app = await createTestApp()
    expect(await otlpRequest(app, [signal, body])).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', detail },
    })
  })

  it.each([
    ['traces', { resourceSpans: [1] }, 'resourceSpans: must hold objects'],
    ['traces', { resourceSpans: [{ scopeSpans: 'x' }] }, 'scopeSpans: must be a list'],
    ['traces', { resourceSpans: [{ scopeSpans: [[]] }] }, 'scopeSpans: must hold objects'],
    ['traces', { resourceSpans: [{ scopeSpans: [{ spans: {} }] }] }, 'spans: must be a list'],
    ['logs', { resourceLogs: ['x'] }, 'resourceLogs: must hold objects'],
    ['logs', { resourceLogs: [{ scopeLogs: {} }] }, 'scopeLogs: must be a list'],
    ['logs', { resourceLogs: [{ scopeLogs: [{ logRecords: 7 }] }] }, 'logRecords: must be a list'],
  ] as const)('count what has the wrong type below that as rejected: %s %j', async (signal, body, fault) => {
    await using app = await createTestApp()
    const { status, body: answer } = await otlpRequest(app, [signal, body])
    const field = signal === 'traces' ? 'rejectedSpans' : 'rejectedLogRecords'
    expect([status, answer]).toEqual([200, { partialSuccess: { [field]: '1', errorMessage: fault } }])
  })

  it('take the good spans beside what has the wrong type', async () => {
    await using app = await createTestApp()
    const { resourceSpans } = spansAt(app, [agentSpan])
    const body = { resourceSpans: [null, { scopeSpans: 'x' }, ...resourceSpans] }
    expect((await otlpRequest(app, ['traces', body])).body).toMatchObject({
      partialSuccess: { rejectedSpans: '2' },
    })
    await pass(app, 5000)
    expect(await readReports(app)).toHaveLength(1)
  })

  it.each(['traces', 'logs'] as const)('take empty %s', async (signal) => {
    await using app = await createTestApp()
    for (const body of [
      {},
      { resourceSpans: [], resourceLogs: [] },
      { resourceSpans: null, resourceLogs: null },
    ]) {
      expect(await otlpRequest(app, [signal, body])).toMatchObject({ status: 200, body: {} })
    }
  })

  it('count what they do not know, and refuse none of it', async () => {
    await using app = await createTestApp()
    const body = spansAt(app, [
      { ...agentSpan, attributes: { 'my.own': 1, 'your.own': 'x', 'gen_ai.agent.name': 'a' } },
      { id: 'http', attributes: { 'http.route': '/' } },
    ])
    expect((await otlpRequest(app, ['traces', { ...body, newField: true }])).body).toEqual({})
    const { body: metrics } = await restRequest(app, ['GET', '/metrics'])
    expect(metrics).toContain('arena_telemetry_unknown_attributes_total{signal="traces"} 2')
    expect(metrics).toContain('arena_telemetry_items_total{signal="traces",result="taken"} 1')
    expect(metrics).toContain('arena_telemetry_items_total{signal="traces",result="ignored"} 1')
  })

  it('name the setting to change for protobuf', async () => {
    await using app = await createTestApp()
    const answer = await otlpRequest(app, ['traces', '\n'], { contentType: 'application/x-protobuf' })
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } })
    expect(answer.body['detail']).toContain('OTEL_EXPORTER_OTLP_PROTOCOL=http/json')
  })

  it('say of a compression that it is not read here, not that the body is no JSON', async () => {
    await using app = await createTestApp()
    const { body } = await otlpRequest(app, ['traces', '{}'], { headers: { 'content-encoding': 'deflate' } })
    expect(body).toMatchObject({
      title: 'The type or the compression of the body is not read here',
      detail: 'A body may be compressed by gzip and nothing else.',
    })
  })

  it.each([
    ['no JSON', '{', {}, 400],
    ['no object', '[]', {}, 400],
    ['no gzip', '{}', { headers: { 'content-encoding': 'gzip' } }, 400],
    ['another compression', '{}', { headers: { 'content-encoding': 'br' } }, 415],
    ['what is too large when decompressed', ' '.repeat(17 * 1024 * 1024), { isCompressed: true }, 413],
    [
      'what is too large as it comes',
      ' '.repeat(5 * 1024 * 1024),
      { headers: { 'content-length': '5242880' } },
      413,
    ],
    ['no key', '{}', { key: null }, 401],
  ])('refuse %s', async (_, body, options, status) => {
    await using app = await createTestApp()
    expect((await otlpRequest(app, ['traces', body], options)).status).toBe(status)
  })

  it('need the scope report:write', async () => {
    await using app = await createTestApp()
    const key = await app.makeKey('read')
    expect((await otlpRequest(app, ['logs', {}], { key })).body).toMatchObject({ code: 'missing-scope' })
  })
})

describe('the telemetry of Claude Code, sent request by request', () => {
  it('becomes the runs of the session in any order and doubled, once', async () => {
    const session = 'i2-otel-details'
    const requests = recordedTelemetry(session)
    const expected = recorded.runs
      .filter((run) => run.session === session)
      .map(({ agentId, agentType, outcome }) => ({ runId: agentId, agent: agentType, outcome }))
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...requests, ...requests], { minLength: 2 * requests.length }),
        async (sent) => {
          await using app = await createTestApp()
          for (const { signal, body } of sent) await otlpRequest(app, [signal, body], { isCompressed: true })
          await pass(app, 20_000)
          const reports = await readReports(app)
          expect(reports.map(({ runId, agent, outcome }) => ({ runId, agent, outcome })).sort(byRun)).toEqual(
            expected.sort(byRun),
          )
          await pass(app, 3_600_000)
          expect(await readReports(app)).toHaveLength(expected.length)
        },
      ),
      { numRuns: 5 },
    )
  })
})

function byRun(
  a: { readonly runId?: string | undefined },
  b: { readonly runId?: string | undefined },
): number {
  return (a.runId ?? '') < (b.runId ?? '') ? -1 : 1
}
