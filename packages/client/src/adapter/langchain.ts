import type { Outcome } from '@arena/core'
import { isAbort } from '../call/is-abort.ts'
import { arena as defaultArena } from '../default-arena.ts'
import type { AdapterOptions } from './adapter-options.ts'
import { openRunsOf } from './open-runs.ts'
import { quietly } from './quietly.ts'
import { toUsage } from './to-usage.ts'

type Id = string | undefined
type Metadata = Readonly<Record<string, unknown>> | undefined

interface Serialized {
  readonly id?: readonly string[]
}

interface Generation {
  readonly text: string
  readonly message?: {
    readonly usage_metadata?: {
      readonly input_tokens?: number
      readonly output_tokens?: number
      readonly input_token_details?: { readonly cache_read?: number; readonly cache_creation?: number }
    }
    readonly response_metadata?: Readonly<Record<string, unknown>>
  }
}

interface LLMResult {
  readonly generations: readonly (readonly Generation[])[]
}

/** A callback handler of LangChain. Of what follows a run's id, some is declared in another order than it comes in. */
export interface ArenaHandler {
  readonly name: string
  readonly awaitHandlers: boolean
  copy(): ArenaHandler
  handleChainStart(chain: Serialized, inputs: unknown, runId: string, ...rest: unknown[]): void
  handleChainEnd(outputs: unknown, runId: string): void
  handleChainError(error: unknown, runId: string): void
  handleToolStart(tool: Serialized, input: unknown, runId: string, parentRunId?: string): void
  handleToolEnd(output: unknown, runId: string): void
  handleToolError(error: unknown, runId: string): void
  handleChatModelStart(model: Serialized, messages: unknown, runId: string, ...rest: unknown[]): void
  handleLLMEnd(output: LLMResult, runId: string): void
  handleLLMError(error: unknown, runId: string): void
}

/** The name of a graph that was given none. */
const unnamed = 'LangGraph'
const notFailures = new Set(['GraphInterrupt', 'NodeInterrupt', 'ParentCommand'])

/** Reports each run of an agent or graph of LangChain and LangGraph, those inside others too. */
export function arenaHandler({ arena = defaultArena, agent = unnamed }: AdapterOptions = {}): ArenaHandler {
  const runs = openRunsOf(arena, 'langchain')
  const interrupted = new Set<string>()

  const close = quietly((runId: string, error?: unknown) => {
    const name = (error as { name?: unknown } | undefined)?.name
    const run = runs.runOf(runId)
    if (run !== undefined && String(name).endsWith('Interrupt')) interrupted.add(run)
    runs.close(runId, { outcome: interrupted.delete(runId) ? 'unknown' : outcomeOf(error, String(name)) })
  })

  const handler: ArenaHandler = {
    name: 'arena',
    awaitHandlers: true, // it costs microseconds, and so a run is reported when its call returns
    copy: () => handler,
    handleChainStart: quietly((chain, _inputs, runId, parentRunId, _tags, metadata, _runType, runName) => {
      const { thread_id, langgraph_node } = (metadata as Metadata) ?? {}
      const isNested = langgraph_node !== undefined
      if (chain?.id?.[1] !== 'pregel' || (isNested && runName === unnamed)) {
        return runs.open(runId, parentRunId as Id)
      }
      runs.open(runId, parentRunId as Id, {
        agent: runName === unnamed ? agent : String(runName),
        sessionId: thread_id as Id,
      })
    }),
    handleChainEnd: (_outputs, runId) => close(runId),
    handleChainError: (error, runId) => close(runId, error),
    handleToolStart: quietly((_tool, _input, runId, parentRunId) => {
      runs.open(runId, parentRunId)
      runs.addUsage(runId, runId, { toolCalls: 1 })
    }),
    handleToolEnd: (_output, runId) => close(runId),
    handleToolError: (error, runId) => close(runId, error),
    handleChatModelStart: quietly((_model, _messages, runId, parentRunId, _extra, _tags, metadata) => {
      runs.open(runId, parentRunId as Id)
      runs.setModel(runId, (metadata as Metadata)?.['ls_model_name'])
    }),
    handleLLMEnd: quietly(({ generations }, runId) => {
      for (const [index, [generation]] of generations.entries()) {
        const { usage_metadata: usage, response_metadata } = generation?.message ?? {}
        runs.setModel(runId, response_metadata?.['model_name'] ?? response_metadata?.['model'])
        const stated = {
          input: usage?.input_tokens,
          output: usage?.output_tokens,
          cacheRead: usage?.input_token_details?.cache_read,
          cacheWrite: usage?.input_token_details?.cache_creation,
        }
        runs.addUsage(runId, `${runId} ${index}`, toUsage(stated))
      }
      runs.close(runId)
    }),
    handleLLMError: (error, runId) => close(runId, error),
  }
  return handler
}

function outcomeOf(error: unknown, name: string): Outcome {
  if (error === undefined || notFailures.has(name)) return 'success'
  const isGivenUp = isAbort(error) || (error as { message?: unknown }).message === 'Abort'
  return isGivenUp ? 'cancelled' : 'failure'
}
