import { plainText } from '@arena/core'
import { z } from 'zod'

const teamId = plainText({ min: 1, max: 200 })
const teamData = z.object({
  team_id: teamId,
  /** Resumes the team's messages behind this one. */
  last_event_id: z.string().max(200).optional(),
})
const schemaByType = {
  ping: z.unknown(),
  get_status: z.unknown(),
  subscribe_team: teamData,
  unsubscribe_team: teamData.pick({ team_id: true }),
}
type MessageType = keyof typeof schemaByType
export const clientMessageTypes = Object.keys(schemaByType) as readonly MessageType[]
type TeamData = z.infer<typeof teamData>

export type ClientMessage =
  | { readonly type: 'ping' | 'get_status' }
  /** To a ping of the server's. That it came is all that it says, so nothing answers it. */
  | { readonly type: 'pong' }
  | { readonly type: 'subscribe_team' | 'unsubscribe_team'; readonly data: TeamData }
  /** What the client is told of a message that says nothing. */
  | { readonly type: 'error'; readonly error: string }

/** Reads what a client sent. Fields of `data` may also stand beside `type`, as some clients write them. */
export function readClientMessage(text: string): ClientMessage {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return { type: 'error', error: 'Invalid JSON format' }
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return { type: 'error', error: 'A message is an object with a type' }
  }
  const { type, data } = message as { readonly type?: unknown; readonly data?: unknown }
  if (type === 'pong') return { type }
  if (typeof type !== 'string' || !Object.hasOwn(schemaByType, type)) {
    return { type: 'error', error: `Unknown type; known are ${clientMessageTypes.join(', ')}` }
  }
  const known = type as MessageType
  if (known === 'ping' || known === 'get_status') return { type: known }
  const parsed = schemaByType[known].safeParse(data ?? message)
  if (!parsed.success) return { type: 'error', error: `${known} needs data.team_id, a text` }
  return { type: known, data: parsed.data }
}
