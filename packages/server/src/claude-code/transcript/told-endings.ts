import type { JsonObject } from '../read-json-value.ts'
import { type AgentCall, readAgentCalls } from './agent-call.ts'
import { type Ending, readToldEndings, type ToldEnding } from './told-ending.ts'

/** What one record tells of an agent: that it was called, or how it ended. Plain data. */
export type ToldNote =
  | { readonly call: Pick<AgentCall, 'toolUseId' | 'agentType'> }
  | { readonly ending: ToldEnding }

/** Adds what a record tells of agents other than its own. */
export function noteTold(record: JsonObject, notes: ToldNote[]): void {
  for (const { toolUseId, agentType } of readAgentCalls(record))
    notes.push({ call: { toolUseId, agentType } })
  for (const ending of readToldEndings(record)) notes.push({ ending })
}

/** How a run can be named: by its agent, and by the tool call that started it. */
export interface RunNames {
  readonly agentId: string
  readonly toolUseId: string | null
}

/** All that the transcripts of a project tell about agents other than their own. */
export interface ToldEndings {
  /** Takes what was told, in the order of the telling. */
  add(notes: readonly ToldNote[]): void
  /** Adds what another source than a transcript told of a run. */
  noteTold(told: ToldEnding): void
  /** The last end told of a run at `sinceInMs` or later; null if none. */
  endingOf(run: RunNames, sinceInMs: number): Ending | null
  agentTypeOf(run: RunNames): string | null
}

interface DatedEnding {
  readonly ending: Ending
  readonly toldAtInMs: number
}

/** An empty collection. It keeps a few words for each agent call, never a record. */
export function createToldEndings(): ToldEndings {
  const typeByToolUse = new Map<string, string | null>()
  const typeByAgent = new Map<string, string>()
  const endingByToolUse = new Map<string, DatedEnding>()
  const endingByAgent = new Map<string, DatedEnding>()

  const noteEnding = (told: ToldEnding) => {
    const isCall = told.toolUseId !== null && typeByToolUse.has(told.toolUseId)
    const agentType = told.agentType ?? (isCall ? typeByToolUse.get(told.toolUseId ?? '') : null)
    if (told.agentId !== null && agentType) typeByAgent.set(told.agentId, agentType)
    if (told.ending === null) return
    const dated = { ending: told.ending, toldAtInMs: told.toldAtInMs }
    if (told.agentId !== null) keepLast(endingByAgent, told.agentId, dated)
    if (told.toolUseId !== null && isCall) keepLast(endingByToolUse, told.toolUseId, dated)
  }

  return {
    add(notes) {
      for (const note of notes) {
        if ('call' in note) typeByToolUse.set(note.call.toolUseId, note.call.agentType)
        else noteEnding(note.ending)
      }
    },
    noteTold(told) {
      const { toolUseId, agentType } = told
      if (toolUseId !== null) typeByToolUse.set(toolUseId, agentType ?? typeByToolUse.get(toolUseId) ?? null)
      noteEnding(told)
    },
    endingOf({ agentId, toolUseId }, sinceInMs) {
      const byAgent = endingByAgent.get(agentId)
      const byToolUse = endingByToolUse.get(toolUseId ?? '')
      const isToolUseLater = (byToolUse?.toldAtInMs ?? -Infinity) > (byAgent?.toldAtInMs ?? -Infinity)
      const last = isToolUseLater ? byToolUse : byAgent
      return last !== undefined && last.toldAtInMs >= sinceInMs ? last.ending : null
    },
    agentTypeOf({ agentId, toolUseId }) {
      return typeByAgent.get(agentId) ?? typeByToolUse.get(toolUseId ?? '') ?? null
    },
  }
}

function keepLast(byName: Map<string, DatedEnding>, name: string, told: DatedEnding): void {
  const before = byName.get(name)
  if (before === undefined || told.toldAtInMs >= before.toldAtInMs) byName.set(name, told)
}
