import { asObject, asText, type JsonObject } from '../read-json-value.ts'

/** What Claude Code tells the caller when an agent in the background stops. */
export interface TaskNotification {
  readonly agentId: string
  readonly status: string
}

const opening = '<task-notification>'

/** The notification that a record carries, in any of the three ways in which transcripts keep one. */
export function readTaskNotification(record: JsonObject): TaskNotification | null {
  if (record['operation'] === 'remove') return null // repeats it at a later time, when the agent may work again
  const text =
    asText(record['content']) ??
    asText(asObject(record['attachment'])?.['prompt']) ??
    asText(asObject(record['message'])?.['content'])
  if (text === null || !text.startsWith(opening)) return null
  const head = text.split('<summary>', 1)[0] ?? '' // what follows is the agent's own text, which could hold any tag
  const agentId = /<task-id>([^<]+)<\/task-id>/.exec(head)?.[1]
  const status = /<status>([^<]+)<\/status>/.exec(head)?.[1]
  return agentId === undefined || status === undefined ? null : { agentId, status }
}
