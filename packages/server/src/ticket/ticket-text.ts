import { randomBytes } from 'node:crypto'
import { hashKey } from '../key/hash-key.ts'

/** Where the store keeps a ticket. */
export interface TicketPlace {
  readonly workspaceId: string
  /** SHA-256 (hex) of the text, which is stored nowhere. */
  readonly hash: string
}

const start = 'arenaticket_'
const pattern = new RegExp(`^${start}([0-9A-Za-z-]{1,100})_[0-9a-f]{64}$`)

/** A new ticket's text: the id of its workspace and a secret. */
export function createTicketText(workspaceId: string): string {
  return `${start}${workspaceId}_${randomBytes(32).toString('hex')}`
}

/** Null when the text is no ticket. */
export function placeOfTicket(text: string): TicketPlace | null {
  const [, workspaceId] = pattern.exec(text) ?? []
  return workspaceId === undefined ? null : { workspaceId, hash: hashKey(text) }
}
