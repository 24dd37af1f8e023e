import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { ArenaError } from '@arena/core'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { trackConnections } from './track-connections.ts'

export interface Listener {
  /** Such as http://127.0.0.1:8000, without a slash at its end. */
  readonly url: string
  /** Takes no new requests, lets those under way finish, and cuts what is left after `graceInMs`. */
  close(options: { readonly graceInMs: number }): Promise<void>
}

interface ListenOptions {
  readonly host: string
  readonly port: number
  /** Takes over connections that ask for another protocol; without it they are answered as if they did not. */
  readonly onUpgrade?: (request: IncomingMessage, connection: Duplex, head: Buffer) => void
  /** Called when a connection can't be taken, as when there are too many; the server goes on. */
  readonly onError: (error: Error) => void
}

const headersTimeoutInMs = 10_000
const requestTimeoutInMs = 20_000
/** Longer than proxies keep one: who closes an idle connection first meets the other's next request on it. */
const keepAliveTimeoutInMs = 65_000
/** Connections that wait to be taken: beyond Node's 511 the system drops them, and they try again seconds later. */
const backlog = 4096
/** How often Node looks for requests that take longer. */
const connectionsCheckingInterval = 2_000

/** Listens for requests to an app. `port` 0 takes any free one. */
export async function listen(
  app: Hono,
  { host, port, onUpgrade, onError }: ListenOptions,
): Promise<Listener> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: headersTimeoutInMs,
      requestTimeout: requestTimeoutInMs,
      keepAliveTimeout: keepAliveTimeoutInMs,
      connectionsCheckingInterval,
    },
  })
  const connections = trackConnections(server)
  if (onUpgrade) server.on('upgrade', onUpgrade)
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => reject(listenError(cause, { host, port }))
    server.once('error', refuse)
    server.listen({ port, host, backlog }, () => {
      server.off('error', refuse)
      server.on('error', onError)
      resolve()
    })
  })
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://${urlHost(host)}:${bound}`,
    close: ({ graceInMs }) =>
      new Promise((resolve) => {
        const cut = setTimeout(connections.cutAll, graceInMs)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        connections.cutWhenIdle()
      }),
  }
}

/** Bound to every address, a server is reached by this machine's own name for itself. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function listenError(
  cause: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): ArenaError {
  if (cause.code === 'EADDRINUSE') {
    const advice = 'Stop what listens there, or set ARENA_PORT to another port (0 takes any free one).'
    return new ArenaError('port-in-use', `Port ${port} of ${host} is in use. ${advice}`, { cause })
  }
  if (cause.code === 'EACCES') {
    return new ArenaError(
      'invalid-config',
      `ARENA_PORT ${port} needs rights that this user lacks. Set one above 1023.`,
      { cause },
    )
  }
  return new ArenaError('invalid-config', `ARENA_HOST ${host} can't be listened on (${cause.code}).`, {
    cause,
  })
}
