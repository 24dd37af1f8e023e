import type { Outcome } from '@arena/core'
import { runReportId } from '@arena/core'
import { currentRunId } from '../call/call-tree.ts'
import { sumUsage, type Usage } from '../call/sum-usage.ts'
import type { Reporting } from './adapter-options.ts'
import { toAgentName } from './to-agent-name.ts'

/** A run of an agent, as a framework announces it. */
export interface RunStart {
  readonly agent: string
  /** Outranks the nearest run above the step. */
  readonly parentRunId?: string | null | undefined
  readonly sessionId?: string | null | undefined
  readonly model?: string | undefined
  /** Milliseconds since 1970. Default: now. */
  readonly startedAtInMs?: number | undefined
}

export interface RunEnd {
  readonly outcome: Outcome
  /** Default: measured from the start. */
  readonly durationInMs?: number | undefined
  readonly usage?: Usage
}

/**
 * What a framework has begun and not yet ended: runs of agents, and the steps between and inside them. A run is
 * reported once, at its end. Ids are the framework's own.
 */
export interface OpenRuns {
  /** Does nothing for what is open already. Without `run` it is a step, which passes its parent's run on. */
  open(id: string, parentId: string | null | undefined, run?: RunStart): void
  /** The open run that a step belongs to; for a run, itself. */
  runOf(id: string | null | undefined): string | undefined
  /** Of the run that the step belongs to. What one `part` used counts once, however often it is stated. */
  addUsage(id: string | null | undefined, part: string, usage: Usage): void
  setModel(id: string | null | undefined, model: unknown): void
  /** Ends a step, or a run and reports it. Does nothing the second time. Gives the usage of the run. */
  close(id: string, end?: RunEnd): Usage | undefined
  readonly size: number
}

interface Entry {
  readonly runId: string
  /** Undefined for a step. */
  readonly run: OpenRun | undefined
}

interface OpenRun extends RunStart {
  readonly beganAtInMs: number
  readonly steps: Set<string>
  readonly usages: Map<string, Usage>
  model?: string | undefined
}

/** A framework that forgets to end what it began must not fill the host's memory. */
const maxOpen = 10_000
const maxLabelLength = 200

const tables = new WeakMap<Reporting, Map<string, OpenRuns>>()

/** One table for an arena and a source, so that an adapter switched on twice reports a run once. */
export function openRunsOf(arena: Reporting, source: string): OpenRuns {
  const ofArena = tables.get(arena) ?? new Map<string, OpenRuns>()
  tables.set(arena, ofArena)
  const table = ofArena.get(source) ?? createOpenRuns(arena, source)
  ofArena.set(source, table)
  return table
}

function createOpenRuns(arena: Reporting, source: string): OpenRuns {
  const entries = new Map<string, Entry>()
  const runOf = (id: string | null | undefined) => {
    const runId = typeof id === 'string' ? entries.get(id)?.runId : undefined
    return runId !== undefined && entries.has(runId) ? runId : undefined
  }
  const openRun = (id: string | null | undefined) => entries.get(runOf(id) ?? '')?.run

  function report(id: string, run: OpenRun, { outcome, durationInMs, usage = {} }: RunEnd): Usage {
    const { agent, model, parentRunId, sessionId, startedAtInMs, beganAtInMs, usages } = run
    const elapsedInMs = finite(durationInMs) ?? performance.now() - beganAtInMs
    const total = withoutNegative(sumUsage([...usages.values(), usage]))
    try {
      const receipt = arena.report({
        id: runReportId({ source, sessionId: sessionId ?? '', runId: id }),
        agent: toAgentName(agent, source),
        outcome,
        occurredAt: new Date(finite(startedAtInMs) ?? Date.now()).toISOString(),
        durationInMs: Math.max(1, Math.round(elapsedInMs)), // 0 would say that it was not measured
        ...(Object.keys(total).length > 0 && { usage: total }),
        ...label('sessionId', sessionId),
        ...label('runId', id),
        ...label('parentRunId', parentRunId),
        ...label('model', model),
        source,
      })
      Promise.resolve(receipt).catch(() => {})
    } catch {} // the host never pays for it
    return total
  }

  function close(id: string, end: RunEnd = { outcome: 'unknown' }): Usage | undefined {
    const { runId, run } = entries.get(id) ?? {}
    entries.delete(id)
    if (run === undefined) {
      openRun(runId)?.steps.delete(id)
      return undefined
    }
    for (const step of run.steps) entries.delete(step) // what was given up may never be ended
    return report(id, run, end)
  }

  return {
    open(id, parentId, run) {
      if (entries.has(id)) return
      for (const oldest of entries.keys()) {
        if (entries.size < maxOpen) break
        close(oldest)
      }
      const above = runOf(parentId)
      if (run === undefined) {
        if (above === undefined) return // there is nothing that it could pass on
        entries.set(id, { runId: above, run })
        openRun(above)?.steps.add(id)
        return
      }
      const parentRunId = run.parentRunId ?? above ?? currentRunId()
      const startedAtInMs = run.startedAtInMs ?? Date.now()
      const kept = {
        beganAtInMs: performance.now(),
        steps: new Set<string>(),
        usages: new Map<string, Usage>(),
      }
      entries.set(id, { runId: id, run: { ...run, parentRunId, startedAtInMs, ...kept } })
    },
    runOf,
    addUsage(id, part, usage) {
      openRun(id)?.usages.set(part, usage)
    },
    setModel(id, model) {
      const run = openRun(id)
      if (run !== undefined && typeof model === 'string' && model !== '') run.model = model
    },
    close,
    get size() {
      return entries.size
    },
  }
}

/** A framework may leave an instant out. */
function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

/** What is taken off again can exceed what was stated, such as when a run fails halfway: then it is not known. */
function withoutNegative(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => !(Number(value) < 0)))
}

type Label = 'sessionId' | 'runId' | 'parentRunId' | 'model'

function label(name: Label, text: string | null | undefined): Partial<Record<Label, string>> {
  const valid = (text ?? '').replaceAll('\0', '').slice(0, maxLabelLength).toWellFormed()
  return valid === '' ? {} : { [name]: valid }
}
