import { insideRun } from '../call/call-tree.ts'
import { isAbort } from '../call/is-abort.ts'
import { arena as defaultArena } from '../default-arena.ts'
import type { AdapterOptions } from './adapter-options.ts'
import { aiSdkRuns, isAgentCall, toAiSdkUsage } from './ai-sdk-calls.ts'
import { quietly } from './quietly.ts'

interface StartEvent {
  readonly callId?: string
  readonly operationId?: string
  readonly functionId?: string | undefined
  readonly modelId?: string
  readonly timestamp?: number | undefined
}

interface EndEvent {
  readonly callId?: string
  readonly finishReason?: string | undefined
  readonly usage?: object | undefined
  readonly totalUsage?: object | undefined
  readonly error?: unknown
}

interface ToolCall<T> {
  readonly callId: string
  readonly execute: () => PromiseLike<T>
}

/** What `registerTelemetry` of the AI SDK takes. */
export interface ArenaTelemetry {
  readonly onStart: (event: StartEvent) => void
  readonly onToolExecutionEnd: (event: { readonly callId?: string }) => void
  readonly onEnd: (event: EndEvent) => void
  readonly onAbort: (event: { readonly callId?: string }) => void
  readonly onError: (event: unknown) => void
  readonly executeTool: <T>(call: ToolCall<T>) => PromiseLike<T>
}

/**
 * Reports each call of `generateText`, `streamText`, `generateObject`, `streamObject` and of agents made of them,
 * under the name that `telemetry: { functionId }` gives. For version 7 of `ai`; version 6 takes `arenaTracer`.
 */
export function arenaTelemetry({ arena = defaultArena, agent }: AdapterOptions = {}): ArenaTelemetry {
  const runs = aiSdkRuns(arena)
  const close = (callId: string | undefined, event: EndEvent, isGivenUp = false) => {
    if (callId === undefined) return
    const hasFailed = event.error !== undefined || event.finishReason === 'error'
    const usage = toAiSdkUsage(event.totalUsage ?? event.usage)
    runs.close(callId, { outcome: isGivenUp ? 'cancelled' : hasFailed ? 'failure' : 'success', usage })
  }
  let toolCalls = 0
  return {
    onStart: quietly(({ callId, operationId, functionId, modelId, timestamp }) => {
      if (callId === undefined || !isAgentCall(operationId)) return
      runs.open(callId, null, {
        agent: functionId ?? agent ?? 'ai-sdk',
        model: modelId,
        startedAtInMs: timestamp,
      })
    }),
    onToolExecutionEnd: quietly(({ callId }) => {
      toolCalls += 1
      runs.addUsage(callId, `tool call ${toolCalls}`, { toolCalls: 1 })
    }),
    onEnd: quietly((event) => close(event.callId, event)),
    onAbort: quietly(({ callId }) => close(callId, {}, true)),
    onError: quietly((event) => {
      const { callId, error } = event as { readonly callId?: string; readonly error?: unknown }
      close(callId, { error }, isAbort(error))
    }),
    executeTool({ callId, execute }) {
      return runs.runOf(callId) === undefined ? execute() : insideRun(callId, execute)
    },
  }
}
