import type { Usage } from '../call/sum-usage.ts'
import { arena as defaultArena } from '../default-arena.ts'
import type { AdapterOptions } from './adapter-options.ts'
import { openRunsOf } from './open-runs.ts'
import { quietly } from './quietly.ts'
import { toUsage } from './to-usage.ts'

interface Trace {
  readonly traceId: string
  readonly groupId?: string | null
}

interface Span {
  readonly spanId: string
  readonly traceId: string
  readonly parentId: string | null
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly error: { readonly message: string; readonly data?: Readonly<Record<string, unknown>> } | null
  // biome-ignore lint/suspicious/noExplicitAny: the fields differ by `type`
  readonly spanData: any
}

/** What `addTraceProcessor` of the OpenAI Agents SDK takes. */
export interface ArenaProcessor {
  onTraceStart(trace: Trace): Promise<void>
  onTraceEnd(trace: Trace): Promise<void>
  onSpanStart(span: Span): Promise<void>
  onSpanEnd(span: Span): Promise<void>
  shutdown(): Promise<void>
  forceFlush(): Promise<void>
}

/** Reports each run of each agent of the OpenAI Agents SDK: those handed over to and those used as tools, too. */
export function arenaProcessor({ arena = defaultArena, agent }: AdapterOptions = {}): ArenaProcessor {
  const runs = openRunsOf(arena, 'openai-agents')
  const sessions = new Map<string, string>()
  const taskOf = new Map<string, string>()
  const handedOverBy = new Map<string, string>()
  const cutOff = new Set<string>()
  const exact = new Set<string>()

  const start = quietly(({ spanId, traceId, parentId, startedAt, spanData }: Span) => {
    if (spanData.type !== 'agent') return runs.open(spanId, parentId)
    taskOf.set(spanId, parentId ?? '')
    runs.open(spanId, parentId, {
      agent: spanData.name ?? agent,
      parentRunId: handedOverBy.get(parentId ?? ''),
      sessionId: sessions.get(traceId),
      startedAtInMs: startedAt === null ? undefined : Date.parse(startedAt),
    })
  })

  const end = quietly((span: Span) => {
    const { spanId, traceId, parentId, spanData, error } = span
    const run = runs.runOf(spanId) ?? ''
    if (spanData.type === 'function') runs.addUsage(run, spanId, { toolCalls: 1 })
    const task = taskOf.get(run)
    if (spanData.type === 'handoff' && task) handedOverBy.set(task, run)
    if (spanData.type === 'turn') {
      if (spanData.usage === undefined && error === null) cutOff.add(run) // so ends a stream that is aborted
      if (!exact.has(run)) runs.addUsage(run, spanId, usageOf(spanData.usage))
    }
    if (spanData.type === 'generation' || spanData.type === 'response') {
      const usage = spanData.usage ?? spanData._response?.usage
      runs.setModel(run, spanData.model ?? spanData._response?.model)
      runs.addUsage(run, spanId, usageOf(usage))
      if (usage !== undefined) exact.add(run)
    }
    const durationInMs = Date.parse(span.endedAt ?? '') - Date.parse(span.startedAt ?? '')
    const outcome = error !== null ? outcomeOf(error) : cutOff.has(run) ? 'cancelled' : 'success'
    const usage = runs.close(spanId, { outcome, durationInMs })
    const caller = runs.runOf(parentId)
    // A turn also counts what agents used as tools in it have used; the spans of a model do not.
    if (usage && caller && !exact.has(caller)) runs.addUsage(caller, spanId, negative(usage))
    for (const kept of [taskOf, handedOverBy, cutOff, exact]) kept.delete(spanId)
    if (parentId === null && error !== null) sessions.delete(traceId) // such a trace is not always ended
  })

  return {
    onTraceStart: async ({ traceId, groupId }) => {
      if (typeof groupId === 'string') sessions.set(traceId, groupId)
    },
    onTraceEnd: async ({ traceId }) => {
      sessions.delete(traceId)
    },
    onSpanStart: async (span) => start(span),
    onSpanEnd: async (span) => end(span),
    shutdown: async () => {},
    forceFlush: async () => {},
  }
}

function outcomeOf({ data }: NonNullable<Span['error']>): 'cancelled' | 'failure' {
  return String(data?.['error']).startsWith('AbortError') ? 'cancelled' : 'failure'
}

// biome-ignore lint/suspicious/noExplicitAny: as `spanData`
function usageOf(usage: any): Usage {
  return toUsage({
    input: usage?.input_tokens,
    output: usage?.output_tokens,
    cacheRead: usage?.cached_input_tokens ?? usage?.input_tokens_details?.cached_tokens,
    cacheWrite: usage?.cache_write_input_tokens,
  })
}

function negative({ toolCalls: _, ...tokens }: Usage): Usage {
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, -Number(value)]))
}
