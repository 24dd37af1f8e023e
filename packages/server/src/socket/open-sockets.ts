import type { WebSocket } from 'ws'
import type { UserId } from '../store/store.ts'

/** The sockets that are open, by user. */
export interface OpenSockets {
  /** False when the user has too many. */
  add(socket: WebSocket, user: UserId): boolean
  countOf(user: UserId): number
}

export function createOpenSockets(maxSocketsPerUser: number): OpenSockets {
  const socketsByUser = new Map<string, Set<WebSocket>>()
  const keyOf = ({ workspaceId, userId }: UserId) => JSON.stringify([workspaceId, userId])

  return {
    add(socket, user) {
      const key = keyOf(user)
      const sockets = socketsByUser.get(key) ?? new Set()
      if (sockets.size >= maxSocketsPerUser) return false
      socketsByUser.set(key, sockets.add(socket))
      socket.once('close', () => {
        sockets.delete(socket)
        if (sockets.size === 0) socketsByUser.delete(key)
      })
      return true
    },
    countOf: (user) => socketsByUser.get(keyOf(user))?.size ?? 0,
  }
}
