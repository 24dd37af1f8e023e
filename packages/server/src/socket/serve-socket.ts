import { ArenaError, type Topic } from '@arena/core'
import type { WebSocket } from 'ws'
import { isoTime } from '../iso-time.ts'
import type { ServerParts } from '../server-parts.ts'
import { answerMessages } from './answer-messages.ts'
import { authenticateToken, type TokenHolder } from './authenticate-token.ts'
import { closeCode } from './close-code.ts'
import { closeFor } from './close-for.ts'
import { keepAlive } from './keep-alive.ts'
import type { OpenSockets } from './open-sockets.ts'
import type { SocketAddress } from './socket-address.ts'
import { createSocketStreams } from './socket-streams.ts'
import { createSocketWriter } from './socket-writer.ts'
import { createTeamStreams } from './team-streams.ts'

/** What every socket of a server works with. */
export interface SocketContext {
  readonly parts: ServerParts
  readonly sockets: OpenSockets
  readonly heartbeatInMs: number
  /** A peer who takes nothing for this long is cut off. */
  readonly drainTimeoutInMs: number
}

/** Serves a socket from its opening to its close. Whatever way it ends, all that belongs to it ends with it. */
export async function serveSocket(
  socket: WebSocket,
  address: SocketAddress,
  { parts, sockets, heartbeatInMs, drainTimeoutInMs }: SocketContext,
): Promise<void> {
  const { clock, logger } = parts.deps
  socket.on('error', () => undefined) // its close follows
  socket.pause() // until it is known who speaks
  try {
    const { auth, authenticate } = await admit(address, parts)
    if (isGone(socket)) return
    const { userId } = auth
    if (!sockets.add(socket, auth)) {
      socket.resume() // a paused one would not hear the peer's close
      return socket.close(closeCode.tooManyConnections, 'The user has too many connections open')
    }
    const writer = createSocketWriter(socket, { clock, drainTimeoutInMs })
    const streams = createSocketStreams(socket, { auth, authenticate, writer, parts })
    const onEnd = (error: unknown) => {
      streams.close() // the peer may take its time to close
      closeFor(socket, error, { isOpen: true, logger })
    }
    const connectedAt = isoTime(clock())
    const greet = (id: string | null) =>
      writer.send({
        type: 'connection_established',
        data: { user_id: userId, timestamp: connectedAt },
        ...(id !== null && { id }),
      })
    const { main, board } = topicsOf(address)
    await streams.open(main, { lastEventId: address.lastEventId, onOpen: greet, onEnd })
    await streams.open(board, { lastEventId: null, onEnd })
    if (isGone(socket)) return
    const teams = createTeamStreams({ streams, writer, userId, onEnd })
    keepAlive(socket, { writer, intervalInMs: heartbeatInMs, clock })
    answerMessages(socket, {
      writer,
      teams,
      clock,
      status: () => ({
        user_id: userId,
        connected_at: connectedAt,
        total_connections: sockets.countOf(auth),
        teams: teams.teamIds,
      }),
    })
    socket.resume()
  } catch (error) {
    closeFor(socket, error, { isOpen: false, logger })
  }
}

/** What listens for its close from now on would listen in vain. */
function isGone(socket: WebSocket): boolean {
  return socket.readyState === socket.CLOSED
}

async function admit(address: SocketAddress, parts: ServerParts): Promise<TokenHolder> {
  if (address.token === null)
    throw new ArenaError('no-key', 'The address needs ?token= with a key or a ticket.')
  const holder = await authenticateToken({ token: address.token, address: address.remoteAddress }, parts)
  const { userId } = holder.auth
  const stated = address.kind === 'team' ? address.userId : address.id
  if (stated !== null && stated !== 'me' && stated !== userId) {
    throw new ArenaError('wrong-user', 'The token is of another user.')
  }
  return holder
}

function topicsOf({ kind, id }: SocketAddress): { readonly main: Topic; readonly board: Topic } {
  if (kind === 'notifications') return { main: { type: 'user' }, board: { type: 'board', subject: 'user' } }
  return {
    main: { type: 'team', teamId: id },
    board: { type: 'board', subject: 'user', scope: 'team', team: id },
  }
}
