import type { Topic } from '@arena/core'
import { isTrackedEnvelope } from '@trpc/server'
import type { WebSocket } from 'ws'
import type { Auth } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import type { Frame } from '../update/frame.ts'
import { subscribeTopic } from '../update/subscribe-topic.ts'
import { encodeUpdates } from './encode-updates.ts'
import { readPlace } from './socket-place.ts'
import type { SocketWriter } from './socket-writer.ts'

/** The topics that a socket follows. All end with it. */
export interface SocketStreams {
  /** Follows a topic until it is left. Rejects when it may not be read. */
  open(topic: Topic, options: OpenOptions): Promise<void>
  close(): void
}

interface OpenOptions {
  /** The id of the last message seen. */
  readonly lastEventId: string | null
  /** Called before the first message, with the id to resume from. */
  readonly onOpen?: (id: string | null) => void
  /** Called when the topic may no longer be read, or reading fails. */
  readonly onEnd: (error: unknown) => void
  /** Ends it before the socket does. */
  readonly signal?: AbortSignal
  /** Whose own updates are left out, since they come by another stream. */
  readonly exceptUserId?: string
}

interface Context {
  readonly auth: Auth
  readonly authenticate: () => Promise<Auth>
  readonly writer: SocketWriter
  readonly parts: ServerParts
}

export function createSocketStreams(
  socket: WebSocket,
  { auth, authenticate, writer, parts }: Context,
): SocketStreams {
  const { feed, deps } = parts
  const closed = new AbortController()
  socket.once('close', () => closed.abort())

  return {
    async open(topic, { lastEventId, onOpen, onEnd, signal, exceptUserId }) {
      const { lastEventId: place, seen } = readPlace(lastEventId)
      const teamId = topic.type === 'team' ? topic.teamId : null
      const leaving = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
      const subscription = { topic, auth, authenticate, lastEventId: place, signal: leaving }
      const frames = (await subscribeTopic(subscription, { feed, deps }))[Symbol.asyncIterator]()
      const opening = topic.type !== 'board' && place === null ? await frames.next() : null
      onOpen?.(opening?.value ? idOf(opening.value) : lastEventId)

      const follow = async () => {
        for (let next = await frames.next(); !next.done; next = await frames.next()) {
          if (hasReset(next.value)) writer.send({ type: 'reset', data: {}, id: idOf(next.value) ?? '' })
          const messages = encodeUpdates(next.value, { teamId, nowInMs: deps.clock() })
          const wanted = messages.filter(
            ({ seq, count, userId }) =>
              (userId === null || userId !== exceptUserId) && !(seq === seen?.seq && count <= seen.count),
          )
          writer.sendBytes(wanted.map(({ bytes }) => bytes))
          await writer.drained()
        }
      }
      follow().catch(onEnd)
    },
    close: () => closed.abort(),
  }
}

function idOf(frame: Frame): string | null {
  return isTrackedEnvelope(frame) ? frame[0] : null
}

function hasReset(frame: Frame): boolean {
  return 'reset' in (isTrackedEnvelope(frame) ? frame[1] : frame)
}
