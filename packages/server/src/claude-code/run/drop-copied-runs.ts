import type { ClaudeCodeRun } from './claude-code-run.ts'

/** A run, and when its transcript was last changed. */
export interface SeenRun {
  readonly run: ClaudeCodeRun
  readonly modifiedAtInMs: number
}

/**
 * Keeps each run once, in order of start. Copies share the agent's id and start; the session may differ, because a
 * fork rewrites it. The id of the oldest file stays, as that run may be imported already; the fullest content wins.
 */
export function dropCopiedRuns(seen: readonly SeenRun[]): ClaudeCodeRun[] {
  const oldestFirst = [...seen].sort(
    (a, b) => a.modifiedAtInMs - b.modifiedAtInMs || compareText(a.run.sessionId, b.run.sessionId),
  )
  const byRun = new Map<string, ClaudeCodeRun>()
  for (const { run } of oldestFirst) {
    const name = `${run.agentId} ${run.startedAt}`
    const before = byRun.get(name)
    if (before === undefined) byRun.set(name, run)
    else if (run.lastSeenAt > before.lastSeenAt) byRun.set(name, { ...run, sessionId: before.sessionId })
  }
  return [...byRun.values()].sort(
    (a, b) => compareText(a.startedAt, b.startedAt) || compareText(a.agentId, b.agentId),
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
