import type { Outcome } from '@arena/core'
import { isoTime } from '../../iso-time.ts'
import type { OwnEnding } from '../transcript/activation-clock.ts'
import type { RunFacts } from '../transcript/run-facts.ts'
import type { Ending } from '../transcript/told-ending.ts'
import type { ToldEndings } from '../transcript/told-endings.ts'
import type { ClaudeCodeRun } from './claude-code-run.ts'
import { projectOfCwd } from './project-of-cwd.ts'

export interface ConcludeRunOptions {
  readonly told: ToldEndings
  readonly nowInMs: number
  /** A run to which nothing was written for so long is closed, even if nobody told its end. */
  readonly quietForInMs: number
}

/** The run that the facts of a transcript and the words of its caller make. Null if nothing names its agent. */
export function concludeRun(
  facts: RunFacts,
  { told, nowInMs, quietForInMs }: ConcludeRunOptions,
): ClaudeCodeRun | null {
  const { activity, meta, agentId } = facts
  const names = { agentId, toolUseId: meta.toolUseId }
  const agentType = meta.agentType ?? told.agentTypeOf(names) ?? facts.attributedTo
  if (agentType === null) return null
  const toldEnding = told.endingOf(names, activity.lastActivationAtInMs)
  // The sidecar may still speak of an earlier activation.
  const isEndTold = toldEnding !== null || (meta.isFinished && activity.activations === 1)
  const isEnded = isEndTold || ['stopped', 'api-error', 'interrupted'].includes(activity.ownEnding)
  const lastSeenAt = isoTime(activity.lastSeenAtInMs)
  return {
    sessionId: facts.sessionId,
    agentId,
    agentType,
    startedAt: isoTime(activity.startedAtInMs),
    endedAt: isEnded ? lastSeenAt : null,
    lastSeenAt,
    durationInMs: isEnded ? activity.activeInMs : null,
    toolCalls: facts.toolCalls,
    tokens: facts.tokens,
    model: facts.model ?? meta.model,
    cwd: facts.cwd,
    project: facts.cwd === null ? null : projectOfCwd(facts.cwd),
    parentAgentId: meta.parentAgentId,
    toolUseId: meta.toolUseId,
    outcome: outcomeOf(activity.ownEnding, toldEnding),
    // An agent that stopped by itself may be sent back to work by a stop hook: its own word alone closes nothing.
    isClosed: isEndTold || nowInMs - facts.lastWrittenAtInMs >= quietForInMs,
    isEstimated: facts.isEstimated,
    provenWork: facts.provenWork,
    agentVersion: null,
  }
}

/** `completed` is told of runs that hit a limit too, so it is no success without an end of the agent's own. */
function outcomeOf(ownEnding: OwnEnding, toldEnding: Ending | null): Outcome {
  if (ownEnding === 'interrupted') return 'cancelled'
  if (ownEnding === 'api-error') return 'failure'
  if (toldEnding === 'killed') return 'cancelled'
  if (toldEnding === 'failed') return 'failure'
  if (ownEnding === 'stopped') return 'success'
  return ownEnding === 'silent' && toldEnding === 'completed' ? 'success' : 'unknown'
}
