import type { RawData, WebSocket } from 'ws'
import { isoTime } from '../iso-time.ts'
import { type ClientMessage, readClientMessage } from './read-client-message.ts'
import type { SocketWriter } from './socket-writer.ts'
import type { TeamStreams } from './team-streams.ts'

interface Conversation {
  readonly writer: SocketWriter
  readonly teams: TeamStreams
  /** What `get_status` is answered by. */
  readonly status: () => Readonly<Record<string, unknown>>
  readonly clock: () => number
}

/** Answers the messages of a client one after the other; the next is taken when the answer to the last is written. */
export function answerMessages(socket: WebSocket, { writer, teams, status, clock }: Conversation): void {
  let last = Promise.resolve()

  async function answer(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case 'ping':
        return writer.send({ type: 'pong', data: { timestamp: isoTime(clock()) } })
      case 'pong':
        return
      case 'get_status':
        return writer.send({ type: 'connection_status', data: status() })
      case 'subscribe_team':
        return teams.subscribe(message.data.team_id, message.data.last_event_id ?? null)
      case 'unsubscribe_team':
        return teams.unsubscribe(message.data.team_id)
      case 'error':
        return writer.send({ type: 'error', data: { error: message.error, code: 'invalid-input' } })
    }
  }

  socket.on('message', (data: RawData, isBinary: boolean) => {
    const message = isBinary
      ? ({ type: 'error', error: 'A message is text in JSON' } as const)
      : readClientMessage(String(data))
    socket.pause()
    last = last
      .then(() => answer(message))
      .then(writer.drained)
      .finally(() => socket.resume())
  })
}
