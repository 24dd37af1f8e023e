import { inferComplexity, type ReportInput, runReportId } from '@arena/core'
import { agentTypeToName } from './agent-type-to-name.ts'
import type { ClaudeCodeRun } from './claude-code-run.ts'
import { inferEvidence } from './infer-evidence.ts'

const source = 'claude-code'
const maxLabelLength = 200

/** The report of a run: the same run gives the same report at any time. No prompt, description or output is in it. */
export function runToReport(run: ClaudeCodeRun): ReportInput {
  const measured = run.durationInMs === null ? {} : { durationInMs: run.durationInMs }
  const { complexity } = inferComplexity({
    ...(run.toolCalls !== null && { toolCalls: run.toolCalls }),
    ...(run.tokens && !run.isEstimated && { outputTokens: run.tokens.output }), // a placeholder is no measurement
    ...measured,
  })
  return {
    id: runReportId({ source, sessionId: run.sessionId, runId: run.agentId }),
    agent: agentTypeToName(run.agentType),
    ...(run.agentVersion !== null && { agentVersion: run.agentVersion }),
    outcome: run.outcome,
    ...(complexity === null ? {} : { task: { complexityInferred: complexity } }),
    ...measured,
    ...inferEvidence(run.provenWork),
    ...usageOf(run),
    ...label('project', run.project),
    ...label('sessionId', run.sessionId),
    ...label('runId', run.agentId),
    ...label('parentRunId', run.parentAgentId),
    ...label('model', run.model),
    source,
    occurredAt: run.endedAt ?? run.lastSeenAt,
  }
}

function usageOf({ tokens, toolCalls, isEstimated }: ClaudeCodeRun): Pick<ReportInput, 'usage'> {
  if (tokens === null && toolCalls === null) return {}
  return {
    usage: {
      ...(tokens && {
        inputTokens: tokens.input,
        outputTokens: tokens.output,
        cacheReadTokens: tokens.cacheRead,
        cacheWriteTokens: tokens.cacheCreation,
      }),
      ...(toolCalls !== null && { toolCalls }),
      estimated: isEstimated,
    },
  }
}

type Label = 'project' | 'sessionId' | 'runId' | 'parentRunId' | 'model'

function label(name: Label, text: string | null): Partial<Record<Label, string>> | null {
  if (text === null) return null
  const valid = text.replaceAll('\0', '').slice(0, maxLabelLength).toWellFormed()
  return valid === '' ? null : { [name]: valid }
}
