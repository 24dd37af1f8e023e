import { randomUUID } from 'node:crypto'
import type { Outcome } from '@arena/core'
import { isAbort } from '../call/is-abort.ts'
import type { Reporting } from './adapter-options.ts'
import { type ClaudeMessage, toClaudeUsage } from './claude-message.ts'
import { openRunsOf, type RunEnd } from './open-runs.ts'
import { quietly } from './quietly.ts'

interface SessionOptions {
  readonly agent: string
  readonly isResumed: boolean
  readonly isAborted: () => boolean
}

interface Ending {
  readonly thrown?: unknown
  readonly isGivenUp?: boolean
}

const taskOutcomes: Readonly<Record<string, Outcome>> = {
  completed: 'success',
  failed: 'failure',
  stopped: 'cancelled',
}

/** Finds the runs in the messages of one query of the Claude Agent SDK. */
export function createClaudeSession(arena: Reporting, { agent, isResumed, isAborted }: SessionOptions) {
  const main = openRunsOf(arena, 'claude-agent-sdk')
  const tasks = openRunsOf(arena, 'claude-code') // as the import and the hooks name them: seen twice, counted once
  const seenTasks = new Set<string>()
  const openTasks = new Set<string>()
  let startedAtInMs: number | undefined = Date.now()
  let turn: string | undefined
  let costInUsd: number | undefined = isResumed ? undefined : 0

  function openTurn({ uuid, session_id }: ClaudeMessage = {}): string {
    if (turn !== undefined) return turn
    turn = uuid ?? randomUUID()
    main.open(turn, null, { agent, sessionId: session_id, startedAtInMs })
    startedAtInMs = undefined
    return turn
  }

  function closeTurn(outcome: Outcome, more: Omit<RunEnd, 'outcome'> = {}): void {
    if (turn !== undefined) main.close(turn, { outcome, ...more })
    turn = undefined
  }

  function takeAssistant(stated: ClaudeMessage): void {
    const { message, agent_id: id = stated.parent_tool_use_id } = stated
    if (message === undefined) return
    const { model, usage, content } = message
    if (typeof id === 'string') {
      // The figures of output here are placeholders, and the last request is often missing.
      const { outputTokens: _, ...input } = toClaudeUsage(usage)
      tasks.setModel(id, model)
      tasks.addUsage(id, message.id, { ...input, estimated: true })
      return
    }
    const run = openTurn(stated)
    main.setModel(run, model)
    for (const { type, id: call = '' } of content) {
      if (type === 'tool_use') main.addUsage(run, call, { toolCalls: 1 })
    }
  }

  function startTask(stated: ClaudeMessage): void {
    const { task_id: id = '', subagent_type: type, session_id: sessionId } = stated
    if (type === undefined || seenTasks.has(id)) return // one that is resumed is still one run
    seenTasks.add(id)
    openTasks.add(id)
    const parentRunId = tasks.runOf(stated.parent_task_id) ?? openTurn(stated)
    tasks.open(id, null, { agent: type, sessionId, parentRunId })
    if (stated.tool_use_id !== undefined) tasks.open(stated.tool_use_id, id)
  }

  function endTask({ task_id: id = '', status = '', usage }: ClaudeMessage): void {
    if (!openTasks.delete(id)) return
    const toolCalls = usage?.tool_uses
    const outcome = taskOutcomes[status] ?? 'unknown'
    const durationInMs = usage?.duration_ms
    tasks.close(id, {
      outcome,
      durationInMs,
      usage: toolCalls === undefined ? {} : { toolCalls, estimated: true },
    })
  }

  function takeResult(result: ClaudeMessage): void {
    const { subtype, is_error, terminal_reason, total_cost_usd = 0, duration_ms: durationInMs } = result
    openTurn(result)
    const isInterrupted = terminal_reason?.startsWith('aborted') === true || isAborted()
    const outcome = subtype === 'success' && !is_error ? 'success' : isInterrupted ? 'cancelled' : 'failure'
    const cost = costInUsd === undefined ? {} : { costInUsd: Math.max(0, total_cost_usd - costInUsd) }
    costInUsd = total_cost_usd // a running total, which a resumed session brings along
    closeTurn(outcome, { durationInMs, usage: { ...toClaudeUsage(result.usage), ...cost } })
  }

  return {
    take: quietly((message: ClaudeMessage) => {
      const { type, subtype } = message
      if (type === 'assistant') takeAssistant(message)
      if (type === 'result') takeResult(message)
      if (type !== 'system') return
      if (subtype === 'init') openTurn(message)
      if (subtype === 'task_started') startTask(message)
      if (subtype === 'task_notification') endTask(message)
    }),
    end: quietly(({ thrown, isGivenUp = false }: Ending = {}) => {
      const isCancelled = isGivenUp || isAborted() || isAbort(thrown)
      if (thrown !== undefined && startedAtInMs !== undefined) openTurn() // it did not even begin
      closeTurn(isCancelled ? 'cancelled' : thrown === undefined ? 'unknown' : 'failure')
      for (const id of openTasks) tasks.close(id, { outcome: isCancelled ? 'cancelled' : 'unknown' })
      openTasks.clear()
    }),
  }
}
