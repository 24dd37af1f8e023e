import { runToReport } from '../../claude-code/run/run-to-report.ts'
import { isoTime, isoTimeOrNull } from '../../iso-time.ts'
import type { SessionFact } from '../telemetry-fact.ts'
import type { ToldRun } from '../told-run.ts'
import { hiddenAgentType } from './agent-type-of.ts'
import { foldSession, type SessionRun } from './fold-session.ts'

/** The reports of a session's sub-agents, under the ids that hooks and transcripts give the same runs. */
export function sessionToRuns(facts: readonly SessionFact[]): ToldRun[] {
  return foldSession(facts).map((run) => ({ report: sessionRunToReport(run), isOver: run.isOver }))
}

function sessionRunToReport(run: SessionRun): ToldRun['report'] {
  const { tokens, costInUsd } = run
  const report = runToReport({
    ...run,
    agentType: run.agentType ?? hiddenAgentType,
    startedAt: '',
    endedAt: isoTimeOrNull(run.endedAtInMs),
    lastSeenAt: isoTime(run.lastSeenAtInMs),
    tokens: tokens && {
      input: tokens.input ?? 0,
      output: tokens.output ?? 0,
      cacheCreation: tokens.cacheWrite ?? 0,
      cacheRead: tokens.cacheRead ?? 0,
    },
    ...{ cwd: null, project: null, toolUseId: null, agentVersion: null },
    isClosed: run.isOver,
    isEstimated: false,
    provenWork: { mendedTestCommands: 0, commits: [] },
  })
  return { ...report, ...(costInUsd !== null && { usage: { ...report.usage, costInUsd } }) }
}
