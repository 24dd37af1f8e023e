import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between clients and a server, and cuts the connections of its choice. */
export interface CuttingProxy extends AsyncDisposable {
  readonly url: string
  readonly cuts: number
  /** Cuts one connection, chosen by a number from 0 to 1; false when there is none. */
  cut(choice: number): boolean
}

export async function startCuttingProxy(target: { readonly port: number }): Promise<CuttingProxy> {
  const open = new Set<Socket>()
  let cuts = 0
  const server = createServer((client) => {
    const upstream = connect(target.port, '127.0.0.1')
    open.add(client)
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.on('error', () => undefined) // its close follows
      socket.on('close', () => {
        open.delete(client)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    for (const client of open) client.destroy()
    server.close()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts
    },
    cut(choice) {
      const victim = [...open][Math.floor(choice * open.size)]
      if (!victim) return false
      cuts += 1
      victim.resetAndDestroy()
      return true
    },
    async [Symbol.asyncDispose]() {
      close()
      if (server.listening) await once(server, 'close')
    },
  }
}
