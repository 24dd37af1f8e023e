import { isoTime } from '../iso-time.ts'
/** A message to a client, before it is written as JSON. */
export interface SocketMessage {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  /** Of messages that follow from the ledger: where to resume from behind them. */
  readonly id?: string
  /** Of messages that come by a subscription to a team. */
  readonly team_id?: string
}

/** Writes the envelope of a message. */
export function encodeMessage({ type, data, ...rest }: SocketMessage, nowInMs: number): Buffer {
  return Buffer.from(JSON.stringify({ type, data, timestamp: isoTime(nowInMs), ...rest }))
}
