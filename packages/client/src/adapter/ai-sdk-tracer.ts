import { randomUUID } from 'node:crypto'
import { currentRunId, insideRun } from '../call/call-tree.ts'
import { isAbort } from '../call/is-abort.ts'
import { arena as defaultArena } from '../default-arena.ts'
import type { AdapterOptions } from './adapter-options.ts'
import { aiSdkRuns, isAgentCall } from './ai-sdk-calls.ts'
import { quietly } from './quietly.ts'
import { toUsage } from './to-usage.ts'

type Attributes = Readonly<Record<string, unknown>>

/** A span of OpenTelemetry, as far as the AI SDK uses it. */
interface Span {
  spanContext(): { traceId: string; spanId: string; traceFlags: number }
  setAttribute(name: string, value: unknown): this
  setAttributes(attributes: Attributes): this
  addEvent(): this
  addLink(): this
  addLinks(): this
  setStatus(status: { readonly code: number }): this
  updateName(): this
  recordException(error: unknown): void
  isRecording(): boolean
  end(): void
}

/** What `experimental_telemetry: { tracer }` of the AI SDK takes. */
export interface ArenaTracer {
  startSpan(name: string, options?: { readonly attributes?: Attributes | undefined }): Span
  // biome-ignore lint/suspicious/noExplicitAny: OpenTelemetry's overloads take the function last
  startActiveSpan<F extends (span: any) => unknown>(name: string, ...rest: any[]): ReturnType<F>
}

interface Ending {
  readonly attributes: Attributes
  readonly thrown: unknown
  readonly hasFailed: boolean
}

/** For version 6 of `ai`, whose telemetry integrations are told of no failure: the spans tell. Otherwise as `arenaTelemetry`. */
export function arenaTracer({ arena = defaultArena, agent }: AdapterOptions = {}): ArenaTracer {
  const runs = aiSdkRuns(arena)

  const open = quietly((id: string, name: string, attributes: Attributes) => {
    const text = (key: string) => (typeof attributes[key] === 'string' ? attributes[key] : undefined)
    if (name === 'ai.toolCall') runs.addUsage(currentRunId(), id, { toolCalls: 1 })
    if (!isAgentCall(name)) return
    runs.open(id, null, {
      agent: text('ai.telemetry.functionId') ?? agent ?? 'ai-sdk',
      model: text('ai.model.id'),
      sessionId: text('ai.telemetry.metadata.sessionId'),
    })
  })

  const close = quietly((id: string, { attributes, thrown, hasFailed }: Ending) => {
    const isGivenUp = isAbort(thrown) || attributes['ai.response.finishReason'] === undefined // a stream that is aborted just ends
    const isError = hasFailed || attributes['ai.response.finishReason'] === 'error'
    runs.close(id, {
      outcome: isError && !isAbort(thrown) ? 'failure' : isGivenUp ? 'cancelled' : 'success',
      usage: toUsage({
        input: attributes['ai.usage.inputTokens'] ?? attributes['ai.usage.promptTokens'],
        output: attributes['ai.usage.outputTokens'] ?? attributes['ai.usage.completionTokens'],
        cacheRead: attributes['ai.usage.inputTokenDetails.cacheReadTokens'],
        cacheWrite: attributes['ai.usage.inputTokenDetails.cacheWriteTokens'],
      }),
    })
  })

  function startSpan(id: string): Span {
    const attributes: Record<string, unknown> = {}
    let thrown: unknown
    let hasFailed = false
    const span: Span = {
      spanContext: () => ({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 }), // not valid: nothing is exported
      setAttribute(name, value) {
        attributes[name] = value
        return span
      },
      setAttributes(more) {
        Object.assign(attributes, more)
        return span
      },
      addEvent: () => span,
      addLink: () => span,
      addLinks: () => span,
      setStatus({ code }) {
        hasFailed = code === 2
        return span
      },
      updateName: () => span,
      recordException(error) {
        thrown = error
      },
      isRecording: () => true,
      end: () => close(id, { attributes, thrown, hasFailed }),
    }
    return span
  }

  return {
    startSpan(name, options) {
      const id = randomUUID()
      open(id, name, options?.attributes ?? {})
      return startSpan(id)
    },
    startActiveSpan(name, ...rest) {
      const id = randomUUID()
      open(id, name, rest.length > 1 ? (rest[0]?.attributes ?? {}) : {})
      const call = rest[rest.length - 1]
      return runs.runOf(id) === undefined ? call(startSpan(id)) : insideRun(id, () => call(startSpan(id)))
    },
  }
}
