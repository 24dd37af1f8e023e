import { asObject, asObjects, asText, type JsonObject } from '../read-json-value.ts'
import { recordTimeInMs } from './record-time.ts'
import { readTaskNotification } from './task-notification.ts'

export type Ending = 'completed' | 'failed' | 'killed'

/** How an agent ended, as its caller was told. `completed` is also said of agents that hit a limit or an API error. */
export interface ToldEnding {
  readonly agentId: string | null
  readonly toolUseId: string | null
  readonly agentType: string | null
  /** Null when the record names the agent but not an end, as at the start of one in the background. */
  readonly ending: Ending | null
  readonly toldAtInMs: number
}

const endings: Readonly<Record<string, Ending>> = {
  completed: 'completed',
  failed: 'failed',
  killed: 'killed',
  stopped: 'killed',
}

/** What the status of a task notification says of the end; null if nothing. */
export function endingOfStatus(status: string): Ending | null {
  return endings[status] ?? null
}

const refusals = /rejected tool use|tool use was rejected|request interrupted by user/i

/** What one record of the calling transcript tells about agents. Only records with a time count. */
export function readToldEndings(record: JsonObject): ToldEnding[] {
  const notification = readTaskNotification(record)
  const results = notification === null && record['type'] === 'user' ? resultsIn(record) : []
  const toldAtInMs = notification === null && results.length === 0 ? null : recordTimeInMs(record)
  if (toldAtInMs === null) return []
  if (notification !== null) {
    const { agentId, status } = notification
    return [{ agentId, toolUseId: null, agentType: null, ending: endingOfStatus(status), toldAtInMs }]
  }
  const details = results.length === 1 ? asObject(record['toolUseResult']) : null
  const told: ToldEnding[] = []
  for (const result of results) {
    const agentId = asText(details?.['agentId'])
    const ending = endingOfResult(record, result, details)
    if (agentId === null && ending === null) continue // of another tool
    const toolUseId = asText(result['tool_use_id'])
    told.push({ agentId, toolUseId, agentType: asText(details?.['agentType']), ending, toldAtInMs })
  }
  return told
}

function resultsIn(record: JsonObject): readonly JsonObject[] {
  const blocks = asObjects(asObject(record['message'])?.['content'])
  return blocks.filter((block) => block['type'] === 'tool_result')
}

function endingOfResult(record: JsonObject, result: JsonObject, details: JsonObject | null): Ending | null {
  if (result['is_error'] === true) {
    const reason = `${asText(record['toolUseResult']) ?? ''} ${asText(result['content']) ?? ''}`
    return refusals.test(reason) ? 'killed' : 'failed'
  }
  return details?.['status'] === 'completed' ? 'completed' : null
}
