import { reportSchema } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { otlpEvent, otlpSpans, type StatedSpan, spanIdOf, testTraceId } from '../../../test/otlp-span.ts'
import { readTelemetry } from '../otlp/read-telemetry.ts'
import type { EvaluationFact, SpanFact } from '../telemetry-fact.ts'
import { spanReportId, traceToRuns } from './trace-to-runs.ts'

const atInMs = Date.parse('2026-11-22T11:00:00Z')

function factsOf(spans: readonly StatedSpan[], events: readonly object[] = []) {
  const told = [
    readTelemetry('traces', otlpSpans(spans, { atInMs, resource: { 'service.name': 'shop' } })),
    ...events.map((event) => readTelemetry('logs', { ...event })),
  ]
  return told.flatMap(({ facts }) => facts) as (SpanFact | EvaluationFact)[]
}

const agent = (id: string, changes: Partial<StatedSpan> = {}): StatedSpan => ({
  id,
  name: `invoke_agent ${id}`,
  ...changes,
  attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': id, ...changes.attributes },
})
const chat = (id: string, parent: string, attributes: StatedSpan['attributes'] = {}): StatedSpan => ({
  id,
  parent,
  attributes: {
    'gen_ai.operation.name': 'chat',
    'gen_ai.response.model': 'gpt-5',
    'gen_ai.usage.input_tokens': 100,
    'gen_ai.usage.output_tokens': 20,
    'gen_ai.usage.cache_read.input_tokens': 60,
    'gen_ai.input.messages': 'a secret prompt',
    ...attributes,
  },
})
const tool = (id: string, parent: string): StatedSpan => ({
  id,
  parent,
  attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': id },
})

/** An agent that calls a model and, in a tool, another agent, which fails. */
const trace = [
  { id: 'request' },
  agent('lead', { parent: 'request', endInMs: 5000, attributes: { 'gen_ai.conversation.id': 'talk-1' } }),
  chat('chat-1', 'lead', { 'gen_ai.usage.cost': 0.25 }),
  chat('chat-1-http', 'chat-1'),
  tool('task', 'lead'),
  agent('helper', { parent: 'task', endInMs: 4000, hasFailed: true }),
  { id: 'step', parent: 'helper' },
  chat('chat-2', 'step'),
]

describe('the agents in a trace', () => {
  it('are reported with what they themselves used, and who called them', () => {
    const [helper, lead] = traceToRuns(factsOf(trace)).map(({ report }) => report)
    expect(lead).toEqual({
      id: spanReportId({ traceId: testTraceId, spanId: spanIdOf('lead') }),
      agent: 'lead',
      outcome: 'success',
      task: { complexityInferred: 'simple' },
      durationInMs: 5000,
      usage: { inputTokens: 40, outputTokens: 20, cacheReadTokens: 60, costInUsd: 0.25, toolCalls: 1 },
      sessionId: 'talk-1',
      runId: spanIdOf('lead'),
      model: 'gpt-5',
      source: 'opentelemetry',
      occurredAt: '2026-11-22T11:00:05.000Z',
    })
    expect(helper).toMatchObject({
      agent: 'helper',
      outcome: 'failure',
      parentRunId: spanIdOf('lead'),
      sessionId: testTraceId,
      usage: { inputTokens: 40, outputTokens: 20, cacheReadTokens: 60 },
    })
  })

  it.each<[string, Partial<StatedSpan>, object]>([
    ['a failure by its status', { hasFailed: true }, { outcome: 'failure' }],
    ['a failure by its error', { attributes: { 'error.type': 'timeout' } }, { outcome: 'failure' }],
    ['cancelled', { hasFailed: true, attributes: { 'error.type': 'AbortError' } }, { outcome: 'cancelled' }],
    [
      'named by its span',
      { name: 'invoke_agent Ada', attributes: { 'gen_ai.agent.name': '' } },
      { agent: 'Ada' },
    ],
    ['named by its service', { name: 'x', attributes: { 'gen_ai.agent.name': '' } }, { agent: 'shop' }],
    ['known by its name alone', { attributes: { 'gen_ai.operation.name': '' } }, { agent: 'a' }],
    [
      'told of by older names',
      { attributes: { 'gen_ai.usage.prompt_tokens': 7, 'gen_ai.usage.completion_tokens': 3 } },
      { usage: { inputTokens: 7, outputTokens: 3 } },
    ],
    ['one with a hostile name', { attributes: { 'gen_ai.agent.name': '<b>\u0000' } }, { agent: '-b-' }],
  ])('are %s', (_, changes, expected) => {
    const [run] = traceToRuns(factsOf([agent('a', changes)]))
    expect(run?.report).toMatchObject(expected)
    expect(reportSchema.safeParse(run?.report).error).toBeUndefined()
  })

  it('wait for those who called them', () => {
    const isOverById = (spans: readonly StatedSpan[]) =>
      Object.fromEntries(traceToRuns(factsOf(spans)).map(({ report, isOver }) => [report.agent, isOver]))
    expect(isOverById(trace)).toEqual({ lead: true, helper: true })
    expect(isOverById(trace.slice(1))).toEqual({ lead: false, helper: true })
    expect(isOverById(trace.slice(5))).toEqual({ helper: false })
  })

  it('carry the means of the evaluations of their own spans and of those below', () => {
    const evaluation = (spanId: string, name: string, score: object) =>
      otlpEvent('gen_ai.evaluation.result', {
        atInMs,
        spanId,
        attributes: { 'gen_ai.evaluation.name': name, ...score },
      })
    const value = 'gen_ai.evaluation.score.value'
    const label = 'gen_ai.evaluation.score.label'
    const runs = traceToRuns(
      factsOf(trace, [
        evaluation('lead', 'Relevance', { [value]: 0.5 }),
        evaluation('chat-1', 'Groundedness', { [label]: 'pass' }),
        evaluation('helper', 'code_review', { [value]: 0.8 }),
        evaluation('helper', 'Satisfaction', { [value]: 0.25 }),
        evaluation('helper', 'stars', { [value]: 4 }),
        evaluation('helper', 'broken', { [value]: 1, 'error.type': 'timeout' }),
      ]),
    )
    expect(runs.map(({ report }) => report.quality)).toEqual([
      { code: 0.8, satisfaction: 0.25 },
      { response: 0.75 },
    ])
  })

  it('are the same in any order and doubled', () => {
    const facts = factsOf(trace)
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }), (shuffled) => {
        expect(traceToRuns(shuffled)).toEqual(traceToRuns(facts))
      }),
    )
  })

  it('end where a trace runs in a circle', () => {
    const circle = [agent('a', { parent: 'b' }), { id: 'b', parent: 'c' }, { id: 'c', parent: 'b' }]
    expect(traceToRuns(factsOf(circle))).toMatchObject([{ report: { agent: 'a' }, isOver: false }])
  })

  it('hold no text of prompts and answers', () => {
    expect(JSON.stringify(factsOf(trace))).not.toContain('secret')
  })
})
