import type { IncomingMessage } from 'node:http'

export const socketKinds = ['notifications', 'team'] as const
const pattern = new RegExp(`^/ws/(${socketKinds.join('|')})/([^/]{1,200})/?$`)

/** What the request for a socket asks for. */
export interface SocketAddress {
  readonly kind: (typeof socketKinds)[number]
  /** The user's or the team's id; `me` is the token's own user. */
  readonly id: string
  readonly token: string | null
  /** The original's further parameter of a team's path: must be the token's user. */
  readonly userId: string | null
  readonly lastEventId: string | null
  /** Where it comes from; null when that is not known any more. */
  readonly remoteAddress: string | null
}

/** Null for a path that is no socket's. Programs may send the token as a header, which stands in no log. */
export function readSocketAddress({ url = '', headers, socket }: IncomingMessage): SocketAddress | null {
  const base = 'http://host'
  if (!URL.canParse(url, base)) return null
  const { pathname, searchParams } = new URL(url, base)
  const [, kind, id] = pattern.exec(pathname) ?? []
  if (id === undefined) return null
  const [, bearer = null] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? []
  return {
    kind: kind as SocketAddress['kind'],
    id: decode(id),
    token: searchParams.get('token') || bearer,
    userId: searchParams.get('user_id'),
    lastEventId: searchParams.get('last_event_id'),
    remoteAddress: socket.remoteAddress ?? null,
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
