import type { Outcome } from '@arena/core'
import type { ReportInput } from '../report/create-report.ts'
import { isAbort } from './is-abort.ts'
import { sumUsage } from './sum-usage.ts'

type Given<K extends keyof ReportInput> = NonNullable<ReportInput[K]>

/** What the code inside `track` says about its own run. Nothing here throws. */
export interface Run {
  /** Names this run in the call tree. */
  readonly id: string
  quality(quality: Given<'quality'>): void
  /** May be called for up to five types of evidence. */
  evidence(evidence: Given<'evidence'>[number]): void
  /** Adds to what was said before: numbers are summed. */
  usage(usage: Given<'usage'>): void
  /** Overrides what returning or throwing would say. */
  outcome(outcome: Outcome): void
  /** What the task was, in words. */
  describe(description: string): void
  /** Adds to what was said before. */
  metadata(metadata: Given<'metadata'>): void
}

/** A run as its end is reported. */
export interface OpenRun extends Run {
  /** Reports the run once. `thrown` is given when it failed. */
  end(ending: { readonly ok: true } | { readonly ok: false; readonly thrown: unknown }): void
}

export interface RunStart {
  readonly agent: string
  readonly task: ReportInput['task'] | undefined
  readonly id: string
  readonly parentId: string | null
  /** Milliseconds since 1970. */
  readonly startedAtInMs: number
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number
  /** Receives a function, so that a fault in what the host handed over stays inside. */
  readonly report: (build: () => ReportInput) => void
}

export function openRun({ agent, task, id, parentId, startedAtInMs, monotonic, report }: RunStart): OpenRun {
  const beganAt = monotonic()
  const evidence: Given<'evidence'> = []
  const usages: Given<'usage'>[] = []
  const metadata: Given<'metadata'>[] = []
  let quality: ReportInput['quality']
  let outcome: Outcome | undefined
  let description: string | undefined
  let hasEnded = false

  return {
    id,
    quality(value) {
      quality = value
    },
    evidence(value) {
      evidence.push(value)
    },
    usage(value) {
      usages.push(value)
    },
    outcome(value) {
      outcome = value
    },
    describe(value) {
      description = value
    },
    metadata(value) {
      metadata.push(value)
    },
    end(ending) {
      if (hasEnded) return
      hasEnded = true
      const elapsedInMs = monotonic() - beganAt
      report(() => ({
        id,
        agent,
        outcome: outcome ?? (ending.ok ? 'success' : isAbort(ending.thrown) ? 'cancelled' : 'failure'),
        occurredAt: new Date(startedAtInMs).toISOString(),
        durationInMs: Math.max(1, Math.round(elapsedInMs)), // 0 would say that it was not measured
        runId: id,
        ...(parentId !== null && { parentRunId: parentId }),
        ...((task !== undefined || description !== undefined) && {
          task: { ...task, ...(description !== undefined && { description }) },
        }),
        ...(quality !== undefined && { quality }),
        ...(evidence.length > 0 && { evidence }),
        ...(usages.length > 0 && { usage: sumUsage(usages) }),
        ...(metadata.length > 0 && { metadata: Object.assign({}, ...metadata) }),
      }))
    },
  }
}
