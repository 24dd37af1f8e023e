import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { seededRandom } from './random.ts'

export interface ProxyOptions {
  /** Where the server listens. */
  readonly port: number
  readonly seed: number
  readonly longestDelayInMs: number
}

const fates = [
  'lose-request',
  'cut-request',
  'delay-request',
  'repeat-request',
  'repeat-request-later',
  'lose-answer',
  'cut-answer',
  'delay-answer',
  'repeat-answer',
  'silence',
] as const

type Fate = (typeof fates)[number] | 'pass'

export interface HostileProxy {
  readonly url: string
  /** How often each thing was done. */
  readonly counts: ReadonlyMap<Fate, number>
  close(): Promise<void>
}

/** Stands before a server and treats two of five exchanges badly: cuts, delays, repeats them, or says nothing. */
export async function startHostileProxy({
  port,
  seed,
  longestDelayInMs,
}: ProxyOptions): Promise<HostileProxy> {
  const random = seededRandom(seed)
  const sockets = new Set<Socket>()
  const counts = new Map<Fate, number>()

  function drawFate(): Fate {
    const fate: Fate = random() < 0.6 ? 'pass' : (fates[Math.floor(random() * fates.length)] ?? 'pass')
    counts.set(fate, (counts.get(fate) ?? 0) + 1)
    return fate
  }

  function track(socket: Socket): Socket {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    return socket
  }

  const later = (act: () => void) => setTimeout(act, random() * longestDelayInMs).unref()

  /** The same bytes once more, as from a client of its own. */
  function repeat(request: Buffer): void {
    const again = track(connect(port, '127.0.0.1'))
    again.end(request)
    again.resume()
  }

  function serve(client: Socket): void {
    const server = track(connect(port, '127.0.0.1'))
    let fate: Fate = 'pass'
    let request = Buffer.alloc(0)
    let isAnswering = true // so that the first bytes begin an exchange
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    client.on('data', (chunk: Buffer) => {
      if (isAnswering) {
        isAnswering = false
        fate = drawFate()
        request = Buffer.alloc(0)
      }
      request = Buffer.concat([request, chunk])
      if (fate === 'lose-request') return cut()
      if (fate === 'silence') return
      if (fate === 'cut-request') {
        server.write(chunk.subarray(0, Math.floor(random() * chunk.length)), cut)
        return
      }
      if (fate === 'delay-request') return void later(() => server.write(chunk))
      server.write(chunk)
    })
    server.on('data', (chunk: Buffer) => {
      if (!isAnswering) {
        isAnswering = true
        if (fate === 'repeat-request') repeat(request)
        if (fate === 'repeat-request-later') later(() => repeat(request))
      }
      if (fate === 'lose-answer') return cut()
      if (fate === 'cut-answer') {
        client.write(chunk.subarray(0, Math.floor(random() * chunk.length)), cut)
        return
      }
      if (fate === 'delay-answer') return void later(() => client.write(chunk))
      client.write(fate === 'repeat-answer' ? Buffer.concat([chunk, chunk]) : chunk)
    })
    client.on('close', () => server.destroy())
    server.on('close', () => client.end())
  }

  const proxy: Server = createServer((client) => serve(track(client)))
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address() as { readonly port: number }
  return {
    url: `http://127.0.0.1:${address.port}`,
    counts,
    async close() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}
