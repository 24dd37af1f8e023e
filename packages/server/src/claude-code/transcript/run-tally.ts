import { asObject, asObjects, asText, type JsonObject } from '../read-json-value.ts'
import type { PreparedShape } from '../select-json/json-shape.ts'
import { createActivationClock } from './activation-clock.ts'
import { createEvidenceTally } from './evidence-tally.ts'
import { agentRecord, furtherAgentRecord } from './record-shape.ts'
import { recordTimeInMs } from './record-time.ts'
import type { RunFacts } from './run-facts.ts'
import { isSynthetic } from './synthetic-message.ts'
import { createTokenTally } from './token-tally.ts'

export interface RunTally {
  /** What the tally needs of the next record. */
  shapeOfNext(): PreparedShape
  add(record: JsonObject): void
  /** Null if no record of the user or the assistant was seen. `sessionId` is the one that the records name. */
  read(): (Omit<RunFacts, 'agentId' | 'meta' | 'sessionId'> & { readonly sessionId: string | null }) | null
}

/** Counts up one agent's transcript, record by record, and keeps none of them. */
export function createRunTally(): RunTally {
  const clock = createActivationClock()
  const tokenTally = createTokenTally()
  const evidenceTally = createEvidenceTally()
  const toolUseIds = new Set<string>()
  let lastWrittenAtInMs = 0
  let sessionId: string | null = null
  let cwd: string | null = null
  let model: string | null = null
  let attributedTo: string | null = null

  return {
    shapeOfNext: () => (sessionId === null || cwd === null ? agentRecord : furtherAgentRecord),
    add(record) {
      const timeInMs = recordTimeInMs(record)
      if (timeInMs !== null) lastWrittenAtInMs = Math.max(lastWrittenAtInMs, timeInMs)
      sessionId ??= asText(asObject(record['forkedFrom'])?.['sessionId']) ?? asText(record['sessionId'])
      cwd ??= asText(record['cwd'])
      attributedTo ??= asText(record['attributionAgent'])
      const message = asObject(record['message'])
      if (message === null || (record['type'] !== 'user' && record['type'] !== 'assistant')) return
      if (timeInMs !== null) clock.add(record, timeInMs)
      evidenceTally.add(record)
      if (record['type'] === 'user' || isSynthetic(message)) return
      tokenTally.add(message)
      model = asText(message['model']) ?? model
      for (const block of asObjects(message['content'])) {
        const toolUseId = asText(block['id'])
        if (block['type'] === 'tool_use' && toolUseId !== null) toolUseIds.add(toolUseId)
      }
    },
    read() {
      const activity = clock.read()
      if (activity === null) return null
      const toolCalls = toolUseIds.size
      return {
        sessionId,
        activity,
        lastWrittenAtInMs,
        toolCalls,
        ...tokenTally.total(),
        provenWork: evidenceTally.read(),
        model,
        cwd,
        attributedTo,
      }
    },
  }
}
