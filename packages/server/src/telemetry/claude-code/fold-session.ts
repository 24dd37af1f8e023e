import { canonicalJson, type Outcome } from '@arena/core'
import { sumKnown, sumTokens } from '../sum-tokens.ts'
import type { FactOf, SessionFact, Tokens } from '../telemetry-fact.ts'

/** One run of a sub-agent, as the telemetry of its session tells it. */
export interface SessionRun {
  readonly sessionId: string
  readonly agentId: string
  /** Null where the telemetry hides the name. */
  readonly agentType: string | null
  readonly parentAgentId: string | null
  readonly model: string | null
  readonly outcome: Outcome
  /** Whether something told its end. */
  readonly isOver: boolean
  readonly endedAtInMs: number | null
  readonly lastSeenAtInMs: number
  /** The sum over activations: an agent continued later is one run. Null when its end is not known. */
  readonly durationInMs: number | null
  readonly tokens: Tokens | null
  readonly costInUsd: number | null
  readonly toolCalls: number
}

type Request = FactOf<'request'>
type Tool = FactOf<'tool'>

/** The runs that Claude Code's events and spans of one session tell of. Order and repetition do not matter. */
export function foldSession(facts: readonly SessionFact[]): SessionRun[] {
  const byText = [...new Map(facts.map((fact) => [canonicalJson(fact), fact]))]
  const unique = byText
    .sort(([a, { endedAtInMs: aEnd }], [b, { endedAtInMs: bEnd }]) => aEnd - bEnd || (a < b ? -1 : 1))
    .map(([, fact]) => fact)
  const requests = mergeBy(
    unique.filter((fact) => fact.kind === 'request'),
    nameOfRequest,
    mergeRequests,
  )
  const tools = mergeBy(
    unique.filter((fact) => fact.kind === 'tool'),
    ({ toolUseId }) => toolUseId,
    mergeTools,
  )
  const executions = unique.filter((fact) => fact.kind === 'execution')
  const completions = unique.filter((fact) => fact.kind === 'completed')
  const agentIds = new Set([...requests, ...completions].map(({ agentId }) => agentId))
  return [...agentIds].map((agentId) => {
    const own = requests.filter((request) => request.agentId === agentId)
    const ownTools = tools.filter((tool) => tool.agentId === agentId)
    const parents = new Set([...own, ...ownTools].map(({ parentSpanId }) => parentSpanId))
    const execution = executions.find(({ spanId }) => spanId !== null && parents.has(spanId)) ?? null
    const call = execution && (tools.find(({ spanId }) => spanId === execution.parentSpanId) ?? null)
    const ended = completions.filter((completed) => completed.agentId === agentId)
    return runOf(agentId, { requests: own, tools: ownTools, execution, call, completions: ended })
  })
}

interface RunFacts {
  readonly requests: readonly Request[]
  readonly tools: readonly Tool[]
  /** Of the tool that ran the agent; null where no span tells of it. */
  readonly execution: FactOf<'execution'> | null
  readonly call: Tool | null
  readonly completions: readonly FactOf<'completed'>[]
}

function runOf(agentId: string, { requests, tools, execution, call, completions }: RunFacts): SessionRun {
  const all = [...requests, ...completions, ...tools]
  const lastSeenAtInMs = Math.max(...all.map(({ endedAtInMs }) => endedAtInMs))
  const request = requests.at(-1)
  const completed = completions.at(-1)
  const isCompleted = completed !== undefined && completed.endedAtInMs >= (request?.endedAtInMs ?? 0)
  const hasFailed = !isCompleted && request?.hasFailed === true
  const hasReturned = execution !== null && execution.endedAtInMs >= lastSeenAtInMs
  const isLast = request?.isLast === true
  const isOver = isCompleted || hasFailed || isLast || hasReturned
  const endedAtInMs = isCompleted ? completed.endedAtInMs : isOver ? (request?.endedAtInMs ?? null) : null
  const startedAtInMs = Math.min(
    ...[...all, ...(execution ? [execution] : [])].map((fact) => fact.startedAtInMs),
  )
  return {
    sessionId: (request ?? completed)?.sessionId ?? '',
    agentId,
    agentType: call?.agentType ?? known([...requests, ...completions], 'agentType'),
    parentAgentId:
      call?.agentId ?? requests.find((each) => each.parentAgentId !== null)?.parentAgentId ?? null,
    model: known([...requests, ...completions], 'model'),
    // What a tool's span calls a success may be a run that failed after some work, so it is not asked.
    outcome: hasFailed ? 'failure' : isCompleted || isLast ? 'success' : 'unknown',
    isOver,
    endedAtInMs,
    lastSeenAtInMs,
    durationInMs:
      endedAtInMs === null ? null : (activeTime(completions, isCompleted) ?? endedAtInMs - startedAtInMs),
    tokens: sumTokens(requests.map(({ tokens }) => tokens)),
    costInUsd: sumKnown(requests.map(({ costInUsd }) => costInUsd)),
    toolCalls: tools.length,
  }
}

/** Each activation has an end of its own. */
function activeTime(completions: RunFacts['completions'], isCompleted: boolean): number | null {
  if (!isCompleted) return null
  return completions.reduce((sum, { startedAtInMs, endedAtInMs }) => sum + endedAtInMs - startedAtInMs, 0)
}

function known<Name extends 'agentType' | 'model'>(
  facts: readonly { readonly [name in Name]: string | null }[],
  name: Name,
): string | null {
  return facts.findLast((fact) => fact[name] !== null)?.[name] ?? null
}

function mergeBy<Fact extends SessionFact>(
  facts: readonly Fact[],
  nameOf: (fact: Fact) => string,
  merge: (a: Fact, b: Fact) => Fact,
): Fact[] {
  const byName = new Map<string, Fact>()
  for (const fact of facts) {
    const held = byName.get(nameOf(fact))
    byName.set(nameOf(fact), held === undefined ? fact : merge(held, fact))
  }
  return [...byName.values()].sort((a, b) => a.endedAtInMs - b.endedAtInMs)
}

function nameOfRequest({ agentId, requestId, endedAtInMs }: Request): string {
  return JSON.stringify([agentId, requestId ?? endedAtInMs])
}

/** An event and a span may tell of the same request. */
function mergeRequests(a: Request, b: Request): Request {
  return {
    ...a,
    startedAtInMs: Math.min(a.startedAtInMs, b.startedAtInMs),
    endedAtInMs: Math.max(a.endedAtInMs, b.endedAtInMs),
    spanId: a.spanId ?? b.spanId,
    parentSpanId: a.parentSpanId ?? b.parentSpanId,
    agentType: a.agentType ?? b.agentType,
    parentAgentId: a.parentAgentId ?? b.parentAgentId,
    model: a.model ?? b.model,
    hasFailed: a.hasFailed || b.hasFailed,
    isLast: a.isLast ?? b.isLast,
    costInUsd: a.costInUsd ?? b.costInUsd,
  }
}

function mergeTools(a: Tool, b: Tool): Tool {
  return {
    ...a,
    startedAtInMs: Math.min(a.startedAtInMs, b.startedAtInMs),
    endedAtInMs: Math.max(a.endedAtInMs, b.endedAtInMs),
    spanId: a.spanId ?? b.spanId,
    parentSpanId: a.parentSpanId ?? b.parentSpanId,
    agentId: a.agentId ?? b.agentId,
    agentType: a.agentType ?? b.agentType,
  }
}
