import type { OtlpEvent } from '../otlp/otlp-record.ts'
import type { EvaluationFact } from '../telemetry-fact.ts'

const evaluationEvent = 'gen_ai.evaluation.result'
const valueByLabel: ReadonlyMap<string, number> = new Map(
  Object.entries({
    pass: 1,
    passed: 1,
    correct: 1,
    relevant: 1,
    fail: 0,
    failed: 0,
    incorrect: 0,
    not_relevant: 0,
  }),
)

/** An evaluation that fits a quality score; null for any other event. Its explanation is not read. */
export function eventToFact({ name, attributes, traceId, spanId, atInMs }: OtlpEvent): EvaluationFact | null {
  if (name !== evaluationEvent || traceId === null || spanId === null) return null
  const evaluation = attributes.text('gen_ai.evaluation.name')
  const label = attributes.text('gen_ai.evaluation.score.label')?.toLowerCase()
  const value = attributes.amount('gen_ai.evaluation.score.value') ?? valueByLabel.get(label ?? '') ?? null
  const hasFailed = attributes.text('error.type') !== null // of the evaluation itself
  if (evaluation === null || value === null || value > 1 || hasFailed) return null
  return { kind: 'evaluation', traceId, spanId, atInMs, score: scoreNamed(evaluation.toLowerCase()), value }
}

function scoreNamed(evaluation: string): EvaluationFact['score'] {
  if (evaluation.includes('satisf')) return 'satisfaction'
  return evaluation.includes('code') ? 'code' : 'response'
}
