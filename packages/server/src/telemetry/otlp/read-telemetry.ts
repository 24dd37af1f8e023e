import type { JsonObject } from '../../claude-code/read-json-value.ts'
import { eventToFact as claudeEventToFact } from '../claude-code/event-to-fact.ts'
import { isClaudeCode } from '../claude-code/is-claude-code.ts'
import { spanToFact as claudeSpanToFact } from '../claude-code/span-to-fact.ts'
import { eventToFact } from '../gen-ai/event-to-fact.ts'
import { spanToFact } from '../gen-ai/span-to-fact.ts'
import type { TelemetryFact } from '../telemetry-fact.ts'
import type { Attributes } from './attributes.ts'
import type { OtlpEvent, OtlpSpan } from './otlp-record.ts'
import { readLogEvents } from './read-log-events.ts'
import { readSpans } from './read-spans.ts'

export const signals = ['traces', 'logs'] as const
export type Signal = (typeof signals)[number]

/** What a request tells, in small, and what of it was passed over. */
export interface Telemetry {
  readonly facts: readonly TelemetryFact[]
  /** Spans or events that tell of agents. */
  readonly taken: number
  readonly rejected: number
  /** What is wrong with the first that was rejected. */
  readonly fault: string | null
  readonly ignored: number
  /** Attributes that nobody reads, of those taken. */
  readonly unknownAttributes: number
}

export function readTelemetry(signal: Signal, body: JsonObject): Telemetry {
  const { items, rejected, fault } = signal === 'traces' ? readSpans(body) : readLogEvents(body)
  const facts: TelemetryFact[] = []
  let taken = 0
  let ignored = 0
  let unknownAttributes = 0
  const keep = (fact: TelemetryFact | null, attributes: Attributes) => {
    if (fact) facts.push(fact)
    if (fact === null || (fact.kind === 'span' && fact.role === 'link')) ignored += 1
    else {
      taken += 1
      unknownAttributes += attributes.unread
    }
  }
  for (const item of items) {
    const isClaude = isClaudeCode(item)
    if (!isSpan(item)) keep(isClaude ? claudeEventToFact(item) : eventToFact(item), item.attributes)
    else {
      keep(isClaude ? claudeSpanToFact(item) : spanToFact(item), item.attributes)
      for (const event of item.events) {
        const fact = eventToFact(event)
        if (fact) keep(fact, event.attributes)
      }
    }
  }
  return { facts, taken, rejected, fault, ignored, unknownAttributes }
}

function isSpan(item: OtlpSpan | OtlpEvent): item is OtlpSpan {
  return 'events' in item
}
