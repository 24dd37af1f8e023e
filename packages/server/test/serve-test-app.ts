import { createApp } from '../src/create-app.ts'
import { listen } from '../src/http/listen.ts'
import {
  createSocketServer,
  type SocketServer,
  type SocketServerOptions,
} from '../src/socket/socket-server.ts'
import type { TestApp } from './create-test-app.ts'

export interface ServedApp extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string
  readonly sockets: SocketServer
  close(): Promise<void>
}

/** Listens for a test app on a free port of loopback, its WebSockets included. */
export async function serveTestApp(
  app: TestApp,
  options: Partial<SocketServerOptions> = {},
): Promise<ServedApp> {
  const hono = createApp(app.parts, { instance: 'instance', version: '0.0.0', isLocal: true })
  const sockets = createSocketServer(app.parts, { isLocal: true, ...options })
  const listener = await listen(hono, {
    host: '127.0.0.1',
    port: 0,
    onUpgrade: sockets.upgrade,
    onError: () => undefined,
  })
  const close = async () => {
    sockets.close()
    app.parts.feed.close()
    await listener.close({ graceInMs: 1000 })
  }
  return { url: listener.url, sockets, close, [Symbol.asyncDispose]: close }
}
