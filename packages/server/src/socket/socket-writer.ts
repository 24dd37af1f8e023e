import type { WebSocket } from 'ws'
import { encodeMessage, type SocketMessage } from './socket-message.ts'

/** Writes messages to a socket, and waits for a peer who is slow. */
export interface SocketWriter {
  send(message: SocketMessage): void
  /** Sends messages that are encoded already. */
  sendBytes(messages: readonly Buffer[]): void
  /** Resolves when little is left to be taken by the peer, or the socket is closed. */
  drained(): Promise<void>
}

interface Options {
  readonly clock: () => number
  /** A peer who takes nothing for this long is cut off. */
  readonly drainTimeoutInMs: number
}

const maxWaitingBytes = 64 * 1024

export function createSocketWriter(socket: WebSocket, { clock, drainTimeoutInMs }: Options): SocketWriter {
  let settle: (() => void) | null = null
  let draining: Promise<void> | null = null
  socket.once('close', () => settle?.())

  function sendBytes(messages: readonly Buffer[]): void {
    if (socket.readyState !== socket.OPEN) return
    for (const bytes of messages) {
      socket.send(bytes, { binary: false }, () => {
        if (socket.bufferedAmount <= maxWaitingBytes) settle?.()
      })
    }
  }

  function waitForPeer(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => socket.terminate(), drainTimeoutInMs).unref()
      settle = () => {
        clearTimeout(timer)
        settle = null
        draining = null
        resolve()
      }
    })
  }

  return {
    send: (message) => sendBytes([encodeMessage(message, clock())]),
    sendBytes,
    async drained() {
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount <= maxWaitingBytes) return
      draining ??= waitForPeer()
      await draining
    },
  }
}
