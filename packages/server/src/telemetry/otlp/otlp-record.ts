import type { Attributes } from './attributes.ts'

/** Where something was measured. */
export interface Origin {
  readonly resource: Attributes
  /** The instrumentation that made it. */
  readonly scopeName: string
}

/** An event of a span or of a log. */
export interface OtlpEvent extends Origin {
  readonly name: string
  readonly atInMs: number
  readonly attributes: Attributes
  /** Null outside of a trace. */
  readonly traceId: string | null
  readonly spanId: string | null
}

export interface OtlpSpan extends Origin {
  readonly traceId: string
  readonly spanId: string
  /** Null of the first span of a trace. */
  readonly parentSpanId: string | null
  readonly name: string
  readonly startedAtInMs: number
  readonly endedAtInMs: number
  readonly hasFailed: boolean
  readonly attributes: Attributes
  readonly events: readonly OtlpEvent[]
}

/** What a request holds, and what of it could not be read. */
export interface OtlpBatch<Item> {
  readonly items: readonly Item[]
  readonly rejected: number
  /** What is wrong with the first that was rejected. */
  readonly fault: string | null
}
