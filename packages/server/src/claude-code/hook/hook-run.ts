import type { Outcome } from '@arena/core'
import type { ToldEnding } from '../transcript/told-ending.ts'
import type { HookFact } from './hook-fact.ts'

/** One run of a sub-agent, as the hooks of its session tell it. */
export interface HookRun {
  readonly sessionId: string
  readonly agentId: string
  /** Null when nothing names the agent: one of Claude Code's own helpers. */
  readonly agentType: string | null
  readonly toolUseId: string | null
  readonly parentAgentId: string | null
  readonly model: string | null
  readonly toolCalls: number | null
  readonly cwd: string | null
  readonly transcriptPath: string | null
  readonly startedAtInMs: number
  readonly lastToldAtInMs: number
  /** Null while it works, and when nobody saw its end. */
  readonly endedAtInMs: number | null
  /** The sum over activations: an agent continued later is one run. */
  readonly activeInMs: number | null
  readonly activations: number
  /** Null while nothing tells how it ended. */
  readonly outcome: Outcome | null
  /** Whether its caller or its session says that it is over; its own end alone may be refused by a stop hook. */
  readonly isOver: boolean
  /** How many facts tell of it, repetitions included. */
  readonly facts: number
  /** What its caller was told, in the words that transcripts use. */
  readonly told: readonly ToldEnding[]
}

/** The runs that the hooks of one session tell of. Order and repetition of the facts do not matter. */
export function foldHookFacts(facts: readonly HookFact[]): HookRun[] {
  const inOrder = [...facts].sort((a, b) => a.atInMs - b.atInMs || compareText(a.kind, b.kind))
  const byAgent = new Map<string, HookFact[]>()
  for (const fact of nameFailures(inOrder)) {
    if (fact.agentId === null) continue
    const group = byAgent.get(fact.agentId)
    if (group) group.push(fact)
    else byAgent.set(fact.agentId, [fact])
  }
  const sessionEndsInMs = inOrder.filter(({ kind }) => kind === 'ended').map(({ atInMs }) => atInMs)
  return [...byAgent].map(([agentId, group]) => foldRun(agentId, group, sessionEndsInMs))
}

/** A failure of the agent's tool names the call alone: it is of the one run of that type that nobody told of yet. */
function nameFailures(facts: readonly HookFact[]): HookFact[] {
  const agentByCall = new Map<string, string>()
  for (const { toolUseId, agentId } of facts) if (toolUseId && agentId) agentByCall.set(toolUseId, agentId)
  const toldOf = new Set(facts.flatMap(({ kind, agentId }) => (kind === 'told' && agentId ? [agentId] : [])))
  return facts.map((fact) => {
    if (fact.kind !== 'told' || fact.agentId !== null || fact.toolUseId === null) return fact
    const named = agentByCall.get(fact.toolUseId)
    if (named !== undefined) return { ...fact, agentId: named }
    const candidates = facts.filter(
      ({ kind, agentId, agentType, atInMs }) =>
        kind === 'started' &&
        agentType === fact.agentType &&
        atInMs <= fact.atInMs &&
        !toldOf.has(agentId ?? ''),
    )
    const agents = new Set(candidates.map(({ agentId }) => agentId))
    return agents.size === 1 ? { ...fact, agentId: candidates[0]?.agentId ?? null } : fact
  })
}

function foldRun(agentId: string, facts: readonly HookFact[], sessionEndsInMs: readonly number[]): HookRun {
  const clock = runClock(facts)
  const since = (each: { atInMs: number }) => each.atInMs >= clock.lastStartInMs
  const told = facts.filter(({ kind }) => kind === 'told')
  const endings = told.filter(since).map(({ ending }) => ending)
  const ownEnd = facts.filter(({ kind }) => kind === 'stopped' || kind === 'failed').findLast(since)
  const isSessionOver = sessionEndsInMs.some((atInMs) => atInMs >= clock.lastStartInMs)
  const last = <Name extends keyof HookFact>(name: Name) =>
    facts.findLast((fact) => fact[name] !== null)?.[name] ?? null
  return {
    sessionId: facts[0]?.sessionId ?? '',
    agentId,
    agentType: last('agentType'),
    toolUseId: last('toolUseId'),
    parentAgentId: last('parentAgentId'),
    model: last('model'),
    toolCalls: clock.activations === 1 ? last('toolCalls') : null,
    cwd: facts.find(({ cwd }) => cwd !== null)?.cwd ?? null,
    transcriptPath: last('transcriptPath'),
    startedAtInMs: facts[0]?.atInMs ?? 0,
    lastToldAtInMs: facts.at(-1)?.atInMs ?? 0,
    endedAtInMs: clock.endedAtInMs,
    activeInMs: clock.activeInMs,
    activations: clock.activations,
    outcome: outcomeOf(ownEnd?.kind ?? null, endings, isSessionOver),
    isOver: isSessionOver || ownEnd?.kind === 'failed' || endings.some((ending) => ending !== null),
    facts: facts.length,
    told: told.map((fact) => ({
      agentId,
      toolUseId: fact.toolUseId,
      agentType: fact.agentType,
      ending: fact.ending,
      toldAtInMs: fact.atInMs,
    })),
  }
}

interface RunClock {
  readonly lastStartInMs: number
  readonly endedAtInMs: number | null
  readonly activeInMs: number | null
  readonly activations: number
}

/** A start after an end is another activation; a second end belongs to the same one, whose first a stop hook refused. */
function runClock(facts: readonly HookFact[]): RunClock {
  let startInMs: number | null = null
  let endInMs: number | null = null
  let finishedInMs = 0
  let activations = 0
  for (const { kind, atInMs } of facts) {
    if (kind === 'started' && (startInMs === null || endInMs !== null)) {
      if (startInMs !== null && endInMs !== null) finishedInMs += endInMs - startInMs
      startInMs = atInMs
      endInMs = null
      activations += 1
    }
    if (kind === 'stopped' || kind === 'failed') endInMs = atInMs
  }
  return {
    lastStartInMs: startInMs ?? 0,
    endedAtInMs: endInMs,
    activeInMs: startInMs === null || endInMs === null ? null : finishedInMs + endInMs - startInMs,
    activations: Math.max(1, activations),
  }
}

/** `completed` is told of runs that hit a limit, too: without an end of the agent's own it is no success. */
function outcomeOf(
  ownEnd: HookFact['kind'] | null,
  endings: readonly HookFact['ending'][],
  isSessionOver: boolean,
): Outcome | null {
  if (ownEnd === 'failed') return 'failure'
  if (endings.includes('killed')) return 'cancelled'
  if (endings.includes('failed')) return 'failure'
  if (ownEnd === 'stopped') return 'success'
  if (endings.includes('completed')) return 'unknown'
  return isSessionOver ? 'cancelled' : null
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
