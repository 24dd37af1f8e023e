import { type ReportInput, runReportId } from '@arena/core'
import { agentTypeToName } from '../claude-code/run/agent-type-to-name.ts'
import { isoTime } from '../iso-time.ts'
import { inferComplexityOfTask } from './infer-complexity-of-task.ts'
import type { Mission } from './read-tracker-file.ts'

const source = 'squad-tracker'

/**
 * The reports of missions, in their order. An id is made of what a mission says, not of its number, since numbers change
 * when a mission is taken out of the file; those that say the same are told apart by which one of them it is.
 */
export function missionReports(missions: readonly Mission[]): ReportInput[] {
  const seen = new Map<string, number>()
  return missions.map((mission) => {
    const { agent, task, isSuccess, timestamp, durationInMs } = mission
    const runId = JSON.stringify([timestamp, task, isSuccess, durationInMs])
    const name = JSON.stringify([agent, runId])
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return toReport(mission, runReportId({ source, sessionId: agent, runId: `${nth} ${runId}` }))
  })
}

/** The task's words are not in it; what they say of its complexity is. */
function toReport(mission: Mission, id: string): ReportInput {
  const { agent, task, isSuccess, atInMs, durationInMs, hasResolvedError, xp } = mission
  return {
    id,
    agent: agentTypeToName(agent),
    action: hasResolvedError ? 'error_resolution' : 'task_completion',
    outcome: isSuccess ? 'success' : 'failure',
    ...(task !== '' && { task: { complexityInferred: inferComplexityOfTask(task) } }),
    ...(durationInMs !== null && { durationInMs }),
    source,
    occurredAt: isoTime(atInMs),
    ...(xp !== null && { metadata: { squadTrackerXp: xp } }),
  }
}
