import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ServerType } from '@hono/node-server'

export interface Connections {
  /** Ends each connection once it has no request under way. */
  cutWhenIdle(): void
  cutAll(): void
}

/** Follows a server's connections. Node's own list leaves out those on which no request has come yet. */
export function trackConnections(server: ServerType): Connections {
  const requestsBySocket = new Map<Socket, number>()
  let isCutting = false

  function count(socket: Socket, change: 1 | -1): void {
    const requests = requestsBySocket.get(socket)
    if (requests === undefined) return // it is closed
    requestsBySocket.set(socket, requests + change)
    cutIfIdle(socket)
  }

  function cutIfIdle(socket: Socket): void {
    if (isCutting && requestsBySocket.get(socket) === 0) socket.destroySoon()
  }

  server.on('connection', (socket: Socket) => {
    requestsBySocket.set(socket, 0)
    socket.once('close', () => requestsBySocket.delete(socket))
    cutIfIdle(socket)
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1)
    response.once('close', () => count(socket, -1))
  })
  return {
    cutWhenIdle() {
      isCutting = true
      for (const socket of requestsBySocket.keys()) cutIfIdle(socket)
    },
    cutAll() {
      for (const socket of requestsBySocket.keys()) socket.destroy()
    },
  }
}
