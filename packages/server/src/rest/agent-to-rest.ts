import { progressToAgentStats } from '../answer/agent-stats.ts'
import type { AgentRecord } from '../store/store.ts'

/** An agent's figures in the words and units of the REST API. */
export function agentToRest(agent: AgentRecord) {
  const stats = progressToAgentStats(agent)
  return {
    agent_id: agent.key,
    agent_name: stats.name,
    level: stats.level,
    xp: stats.xp,
    total_calls: stats.reports,
    successful_tasks: stats.successes,
    failed_tasks: stats.failures,
    success_rate: percentOfSuccess(stats),
    avg_task_time: stats.meanDurationInMs === null ? null : stats.meanDurationInMs / 1000,
    last_used: stats.lastAt,
  }
}

/** Null when nothing was measured. */
export function percentOfSuccess({
  successes,
  failures,
}: {
  readonly successes: number
  readonly failures: number
}): number | null {
  const measured = successes + failures
  return measured === 0 ? null : (100 * successes) / measured
}
