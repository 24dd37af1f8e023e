import type { WebSocket } from 'ws'
import { isoTime } from '../iso-time.ts'
import type { SocketWriter } from './socket-writer.ts'

const quietIntervals = 2

/** Pings a peer, by a message and by the protocol's own ping, and cuts it off when it says nothing for two intervals. */
export function keepAlive(
  socket: WebSocket,
  {
    writer,
    intervalInMs,
    clock,
  }: {
    readonly writer: SocketWriter
    readonly intervalInMs: number
    readonly clock: () => number
  },
): void {
  let quiet = 0
  const hear = () => {
    quiet = 0
  }
  const timer = setInterval(() => {
    if (quiet >= quietIntervals) return socket.terminate()
    quiet++
    writer.send({ type: 'ping', data: { timestamp: isoTime(clock()) } })
    socket.ping()
  }, intervalInMs).unref()
  socket.on('message', hear)
  socket.on('pong', hear)
  socket.once('close', () => clearInterval(timer))
}
