import type { Auth } from '../authenticate.ts'
import type { TelemetryFact } from './telemetry-fact.ts'
import type { TelemetryBatch } from './telemetry-spool.ts'

/** What one user sent of one trace or one session of Claude Code. */
export interface TelemetryGroup {
  readonly name: string
  readonly auth: Auth
  readonly facts: readonly TelemetryFact[]
  readonly lastReceivedAtInMs: number
  /** The reports made of it so far, as text, by their ids. */
  readonly reported: Map<string, string>
  /** Only saves folding what can't have changed. */
  lookAgainAtInMs: number
}

interface HeldGroup extends TelemetryGroup {
  auth: Auth
  lastReceivedAtInMs: number
  readonly facts: TelemetryFact[]
  readonly batches: Set<string>
}

/** The batches in the spool by what they tell of. All of it can be made again from the spool. */
export interface TelemetryGroups {
  /** Of the batches held. */
  readonly factCount: number
  add(name: string, batch: TelemetryBatch): void
  all(): readonly TelemetryGroup[]
  /** Forgets a group, and gives the names of the batches that no other group needs. */
  close(group: TelemetryGroup): readonly string[]
}

export function createTelemetryGroups(): TelemetryGroups {
  const groups = new Map<string, HeldGroup>()
  const openGroups = new Map<string, Set<string>>()
  let factCount = 0

  return {
    get factCount() {
      return factCount
    },
    add(batchName, { auth, facts, receivedAtInMs }) {
      const names = new Set<string>()
      for (const fact of facts) {
        const name = JSON.stringify([auth.workspaceId, auth.userId, ...placeOf(fact)])
        const group = groups.get(name) ?? createGroup(name, auth)
        groups.set(name, group)
        group.facts.push(fact)
        group.batches.add(batchName)
        group.auth = auth
        group.lookAgainAtInMs = 0
        group.lastReceivedAtInMs = Math.max(group.lastReceivedAtInMs, receivedAtInMs)
        names.add(name)
      }
      factCount += facts.length
      openGroups.set(batchName, names)
    },
    all: () => [...groups.values()],
    close({ name }) {
      const group = groups.get(name)
      if (!group) return []
      groups.delete(name)
      factCount -= group.facts.length
      return [...group.batches].filter((batch) => {
        const open = openGroups.get(batch)
        open?.delete(name)
        if (open?.size !== 0) return false
        return openGroups.delete(batch)
      })
    },
  }
}

function createGroup(name: string, auth: Auth): HeldGroup {
  const times = { lastReceivedAtInMs: 0, lookAgainAtInMs: 0 }
  return { name, auth, facts: [], batches: new Set(), reported: new Map(), ...times }
}

function placeOf(fact: TelemetryFact): readonly [string, string] {
  return 'traceId' in fact ? ['trace', fact.traceId] : ['session', fact.sessionId]
}
