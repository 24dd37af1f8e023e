import { arena as defaultArena } from '../default-arena.ts'
import type { AdapterOptions } from './adapter-options.ts'
import { openRunsOf } from './open-runs.ts'
import { quietly } from './quietly.ts'
import { toUsage } from './to-usage.ts'

interface ExportedSpan {
  readonly id: string
  readonly parentSpanId?: string
  readonly type: string
  readonly entityId?: string
  readonly entityName?: string
  readonly startTime: Date
  readonly endTime?: Date
  readonly errorInfo?: { readonly message: string; readonly name?: string }
  readonly metadata?: Readonly<Record<string, unknown>>
  // biome-ignore lint/suspicious/noExplicitAny: the fields differ by `type`
  readonly attributes?: any
}

interface TracingEvent {
  readonly type: string
  readonly exportedSpan: ExportedSpan
}

interface MetricEvent {
  readonly metric: {
    readonly name: string
    readonly spanId?: string | undefined
    readonly costContext?: { readonly estimatedCost?: number; readonly costUnit?: string } | undefined
  }
}

/** The others are parts of these. */
const metricsOfCost = new Set(['mastra_model_total_input_tokens', 'mastra_model_total_output_tokens'])

/** An exporter of Mastra's observability. */
export interface ArenaExporter {
  readonly name: string
  exportTracingEvent(event: TracingEvent): Promise<void>
  onMetricEvent(event: MetricEvent): void
  flush(): Promise<void>
  shutdown(): Promise<void>
}

/** Reports each run of each agent of Mastra, those used by other agents and in workflows too. */
export function arenaExporter({ arena = defaultArena, agent }: AdapterOptions = {}): ArenaExporter {
  const runs = openRunsOf(arena, 'mastra')
  const aborted = new Set<string>()

  function start({ id, parentSpanId, type, entityId, startTime, metadata }: ExportedSpan): void {
    const thread = metadata?.['threadId']
    const run = {
      agent: entityId ?? agent ?? 'mastra',
      sessionId: typeof thread === 'string' ? thread : undefined,
      startedAtInMs: startTime.getTime(),
    }
    runs.open(id, parentSpanId, type === 'agent_run' ? run : undefined)
  }

  function end({ id, type, attributes, errorInfo, startTime, endTime }: ExportedSpan): void {
    const run = runs.runOf(id)
    if (type === 'tool_call' || type === 'mcp_tool_call') runs.addUsage(id, id, { toolCalls: 1 })
    if (type === 'model_generation') {
      const { usage, finishReason, model, responseModel } = attributes ?? {}
      if (finishReason === 'aborted' && run !== undefined) aborted.add(run)
      runs.setModel(id, model)
      runs.setModel(id, responseModel)
      const stated = {
        input: usage?.inputTokens,
        output: usage?.outputTokens,
        cacheRead: usage?.inputDetails?.cacheRead,
        cacheWrite: usage?.inputDetails?.cacheWrite,
      }
      runs.addUsage(id, id, toUsage(stated))
    }
    const isGivenUp = aborted.delete(id) || errorInfo?.name === 'AbortError'
    runs.close(id, {
      outcome: isGivenUp ? 'cancelled' : errorInfo === undefined ? 'success' : 'failure',
      durationInMs: endTime === undefined ? undefined : endTime.getTime() - startTime.getTime(),
    })
  }

  const take = quietly(({ type, exportedSpan }: TracingEvent) => {
    if (type === 'span_started') start(exportedSpan)
    if (type === 'span_ended') end(exportedSpan)
  })

  return {
    name: 'arena',
    exportTracingEvent: async (event) => take(event),
    onMetricEvent: quietly(({ metric: { name, spanId, costContext } }) => {
      if (!metricsOfCost.has(name) || costContext?.costUnit?.toUpperCase() !== 'USD') return
      runs.addUsage(spanId, `${name} ${spanId}`, toUsage({ costInUsd: costContext.estimatedCost }))
    }),
    flush: async () => {},
    shutdown: async () => {},
  }
}
