import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isLoopbackHeader } from '../http/host-guard.ts'
import { isOwnOrigin } from '../http/origin-guard.ts'
import type { ServerParts } from '../server-parts.ts'
import { closeCode } from './close-code.ts'
import { createOpenSockets } from './open-sockets.ts'
import { serveSocket } from './serve-socket.ts'
import { readSocketAddress } from './socket-address.ts'

/** The WebSockets of a server. */
export interface SocketServer {
  /** Takes over a connection whose request asks for a WebSocket. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void
  /** Closes all of them, and those that still come. */
  close(): void
  readonly size: number
}

export interface SocketServerOptions {
  /** Bound to loopback: only requests to loopback's names are answered. */
  readonly isLocal: boolean
  readonly corsOrigins?: readonly string[]
  readonly maxSocketsPerUser?: number
  readonly heartbeatInMs?: number
  readonly drainTimeoutInMs?: number
}

const maxMessageBytes = 16 * 1024

export function createSocketServer(
  parts: ServerParts,
  {
    isLocal,
    corsOrigins = [],
    maxSocketsPerUser = 5,
    heartbeatInMs = 30_000,
    drainTimeoutInMs = 30_000,
  }: SocketServerOptions,
): SocketServer {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  })
  const sockets = createOpenSockets(maxSocketsPerUser)
  let isClosed = false

  function serve(socket: WebSocket, request: IncomingMessage): void {
    const address = readSocketAddress(request)
    if (isClosed) socket.close(closeCode.serverStops, 'The server stops')
    else if (!address) socket.close(closeCode.unknownPath, 'There is no such path')
    else void serveSocket(socket, address, { parts, sockets, heartbeatInMs, drainTimeoutInMs })
  }

  return {
    upgrade(request, connection, head) {
      const { host = '', origin } = request.headers
      connection.on('error', () => connection.destroy()) // Node listens no more once it has handed it over
      if (isLocal && !isLoopbackHeader(host)) return refuse(connection, '403 Forbidden')
      if (origin !== undefined && !isOwnOrigin(origin, { host, allowed: corsOrigins })) {
        return refuse(connection, '403 Forbidden')
      }
      // taken first, so that a client sees the code of the close and not an HTTP status
      server.handleUpgrade(request, connection, head, (socket) => serve(socket, request))
    },
    close() {
      isClosed = true
      for (const socket of server.clients) socket.close(closeCode.serverStops, 'The server stops')
    },
    get size() {
      return server.clients.size
    },
  }
}

function refuse(connection: Duplex, status: string): void {
  connection.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
