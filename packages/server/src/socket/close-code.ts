/** Why the server closes a WebSocket. The numbers from 4000 are Arena's own. */
export const closeCode = {
  serverStops: 1001,
  internal: 1011,
  serverBusy: 1013,
  /** No token, or one that is not good. */
  badToken: 4001,
  /** The path names a user or team that is not the token's. */
  wrongSubject: 4003,
  /** The path is none of Arena's. */
  unknownPath: 4004,
  tooManyConnections: 4008,
  /** The key was revoked or has expired since. */
  keyEnded: 4401,
} as const
