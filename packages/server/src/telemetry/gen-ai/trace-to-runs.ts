import { inferComplexity, type ReportInput, runReportId } from '@arena/core'
import { agentTypeToName } from '../../claude-code/run/agent-type-to-name.ts'
import { isoTime } from '../../iso-time.ts'
import type { EvaluationFact, SpanFact } from '../telemetry-fact.ts'
import type { ToldRun } from '../told-run.ts'
import { usageOf } from '../usage-of.ts'
import { foldTrace, type TraceRun } from './fold-trace.ts'

const source = 'opentelemetry'
const maxLabelLength = 200

/** The report id of an agent's span: sent again it is the same report. */
export function spanReportId({ traceId, spanId }: Pick<SpanFact, 'traceId' | 'spanId'>): string {
  return runReportId({ source, sessionId: traceId, runId: spanId })
}

/** The reports of the agents in a trace. */
export function traceToRuns(facts: readonly (SpanFact | EvaluationFact)[]): ToldRun[] {
  return foldTrace(facts).map((run) => ({ report: runToReport(run), isOver: run.isPlaced }))
}

function runToReport(run: TraceRun): ToldRun['report'] {
  const { span, toolCalls, tokens } = run
  const durationInMs = span.endedAtInMs - span.startedAtInMs
  const { complexity } = inferComplexity({
    ...(toolCalls !== null && { toolCalls }),
    ...(tokens !== null && tokens.output !== null && { outputTokens: tokens.output }),
    durationInMs,
  })
  return {
    id: spanReportId(span),
    agent: agentTypeToName(span.agent),
    outcome: span.outcome,
    ...(complexity !== null && { task: { complexityInferred: complexity } }),
    durationInMs,
    ...qualityOf(run.evaluations),
    ...usageOf(run),
    ...label('project', span.project),
    sessionId: (span.conversationId ?? span.traceId).slice(0, maxLabelLength).toWellFormed(),
    runId: span.spanId,
    ...label('parentRunId', run.parentSpanId),
    ...label('model', run.model),
    source,
    occurredAt: isoTime(span.endedAtInMs),
  }
}

/** The mean of each score. Who judged is for the key to say. */
export function qualityOf(evaluations: readonly EvaluationFact[]): Pick<ReportInput, 'quality'> {
  const scores: Partial<Record<EvaluationFact['score'], number>> = {}
  for (const score of ['response', 'satisfaction', 'code'] as const) {
    const values = evaluations.filter((evaluation) => evaluation.score === score).map(({ value }) => value)
    if (values.length > 0) scores[score] = values.reduce((sum, value) => sum + value, 0) / values.length
  }
  return Object.keys(scores).length > 0 ? { quality: scores } : {}
}

function label(
  name: 'project' | 'parentRunId' | 'model',
  text: string | null,
): Partial<Record<'project' | 'parentRunId' | 'model', string>> {
  return text === null ? {} : { [name]: text.slice(0, maxLabelLength).toWellFormed() }
}
