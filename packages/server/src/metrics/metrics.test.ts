import { describe, expect, it } from 'vitest'
import { createTestApp } from '../../test/create-test-app.ts'
import { restRequest } from '../../test/rest-request.ts'
import { testReport } from '../../test/test-report.ts'
import { createHistogram } from './histogram.ts'
import { prometheusText } from './prometheus-text.ts'

/** Reads the text format by its grammar; throws at what does not keep it. */
function parseMetrics(text: string): Map<string, number> {
  const values = new Map<string, number>()
  const typed = new Set<string>()
  if (!text.endsWith('\n')) throw new Error('the last line does not end')
  for (const line of text.split('\n').slice(0, -1)) {
    const type = /^# TYPE ([a-z_:][a-z0-9_:]*) (counter|gauge|histogram)$/.exec(line)
    if (type?.[1]) typed.add(type[1])
    if (line.startsWith('# ')) continue
    const sample =
      /^([a-z_:][a-z0-9_:]*)(\{[a-z_]+="(?:[^"\\\n]|\\.)*"(?:,[a-z_]+="(?:[^"\\\n]|\\.)*")*\})? (\S+)$/.exec(
        line,
      )
    if (!sample) throw new Error(`no sample: ${line}`)
    const [, name = '', labels = '', value] = sample
    if (!typed.has(name) && !typed.has(name.replace(/_(bucket|sum|count)$/, '')))
      throw new Error(`no type: ${line}`)
    if (Number.isNaN(Number(value))) throw new Error(`no number: ${line}`)
    if (values.has(name + labels)) throw new Error(`twice: ${line}`)
    values.set(name + labels, Number(value))
  }
  return values
}

describe('/metrics', () => {
  it('counts what was done, by result, code, route and status', async () => {
    await using app = await createTestApp()
    const report = testReport()
    await app.mutate('report.submit', { schema: 1, reports: [report, { ...report, agent: '' }, report] })
    await restRequest(app, ['POST', '/api/v1/agents/secret-agent/xp', { metadata: { text: 'canary' } }])
    await restRequest(app, ['GET', '/no/such/path'])
    const { status, headers, body } = await restRequest(app, ['GET', '/metrics'])
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    const values = parseMetrics(body)
    expect(values.get('arena_reports_total{result="scored"}')).toBe(2)
    expect(values.get('arena_reports_total{result="duplicate"}')).toBe(1)
    expect(values.get('arena_reports_total{result="rejected"}')).toBe(1)
    expect(values.get('arena_reports_rejected_total{code="invalid-report"}')).toBe(1)
    expect(values.get('arena_commit_duration_seconds_count')).toBe(2)
    expect(values.get('arena_recorder_queue_reports')).toBe(0)
    expect(values.get('arena_streams_open')).toBe(0)
    expect(values.get(`arena_ledger_last_seq{workspace="${app.owner.workspaceId}"}`)).toBeGreaterThan(2)
    expect(values.has(`arena_projection_lag_rows{workspace="${app.owner.workspaceId}"}`)).toBe(true)
    const requests = (method: string, route: string, code: number) =>
      values.get(`arena_http_requests_total{method="${method}",route="${route}",status="${code}"}`)
    expect(requests('POST', '/api/v1/agents/:name/xp', 200)).toBe(1)
    expect(requests('POST', '/trpc/*', 200)).toBe(1)
    expect(requests('GET', 'none', 404)).toBe(1)
    expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(body).not.toMatch(/secret-agent|canary|arena_[0-9A-Za-z]{20,}|ada/)
  })

  it('asks for a key that may read', async () => {
    await using app = await createTestApp()
    expect((await restRequest(app, ['GET', '/metrics'], { key: null })).status).toBe(401)
    const key = await app.makeKey('report:write')
    expect((await restRequest(app, ['GET', '/metrics'], { key })).status).toBe(403)
  })
})

it('a histogram counts each value in the buckets that hold it', () => {
  const histogram = createHistogram('h', 'Help.', [1, 10])
  for (const value of [1, 1.5, 10, 11]) histogram.observe(value)
  expect(prometheusText([histogram]).split('\n')).toEqual([
    '# HELP h Help.',
    '# TYPE h histogram',
    'h_bucket{le="1"} 1',
    'h_bucket{le="10"} 3',
    'h_bucket{le="+Inf"} 4',
    'h_sum 23.5',
    'h_count 4',
    '',
  ])
})

it('labels are escaped', () => {
  const metric = {
    name: 'm',
    help: 'Help.',
    type: 'gauge',
    samples: () => [{ labels: { a: '"\\\n' }, value: 1 }],
  } as const
  expect(prometheusText([metric])).toContain('m{a="\\"\\\\\\n"} 1')
})
