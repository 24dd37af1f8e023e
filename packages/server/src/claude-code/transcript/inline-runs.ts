import { hash } from 'node:crypto'
import { asObject, asObjects, asText, type JsonObject } from '../read-json-value.ts'
import { readAgentCalls } from './agent-call.ts'
import type { RunFacts } from './run-facts.ts'
import { createRunTally, type RunTally } from './run-tally.ts'

/** The runs of agents that the oldest versions wrote into the transcript of the session itself. */
export interface InlineRuns {
  add(record: JsonObject): void
  read(): RunFacts[]
}

interface Call {
  readonly toolUseId: string
  readonly agentType: string | null
}

interface Chain {
  readonly call: Call | null
  readonly tally: RunTally
}

/** Gathers the chains of sidechain records of one session. A chain is known by the prompt of the call that began it. */
export function createInlineRuns(): InlineRuns {
  const callsByPrompt = new Map<string, Call[]>()
  const chainByRecord = new Map<string, Chain>()
  const chains = new Set<Chain>()

  function startChain(record: JsonObject): Chain {
    const call = callsByPrompt.get(digest(openingOf(record)))?.shift() ?? null
    const chain = { call, tally: createRunTally() }
    chains.add(chain)
    return chain
  }

  return {
    add(record) {
      const id = asText(record['uuid'])
      if (!isInline(record) || id === null) {
        for (const { prompt, ...call } of readAgentCalls(record)) {
          if (prompt !== null) listOf(callsByPrompt, digest(prompt)).push(call)
        }
        return
      }
      if (chainByRecord.has(id)) return // a resumed session repeats what came before
      const chain = chainByRecord.get(asText(record['parentUuid']) ?? '') ?? startChain(record)
      chainByRecord.set(id, chain)
      chain.tally.add(record)
    },
    read: () =>
      [...chains].flatMap(({ call, tally }) => {
        const counted = tally.read()
        if (call === null || counted === null || counted.sessionId === null) return []
        const { toolUseId, agentType } = call
        const meta = { agentType, toolUseId, parentAgentId: null, model: null, isFinished: false }
        return [{ ...counted, agentId: toolUseId, sessionId: counted.sessionId, meta }]
      }),
  }
}

/** Whether the record belongs to such a run. */
export function isInline(record: JsonObject): boolean {
  return record['isSidechain'] === true && record['agentId'] === undefined
}

function openingOf(record: JsonObject): string {
  const content = asObject(record['message'])?.['content']
  if (typeof content === 'string') return content
  return asText(asObjects(content)[0]?.['text']) ?? ''
}

function listOf(lists: Map<string, Call[]>, key: string): Call[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** Prompts can be long, and none of them is to be kept. */
function digest(prompt: string): string {
  return hash('sha256', prompt, 'base64')
}
