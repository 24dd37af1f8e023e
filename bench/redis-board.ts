import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createConnection, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

export interface RedisBoard extends AsyncDisposable {
  call(...command: readonly (string | number)[]): Promise<unknown>
}

const commandsAtOnce = 1000

/** A sorted set in a Redis of its own, filled with scores; null where no redis-server is installed. */
export async function openRedisBoard(scores: ReadonlyMap<string, number>): Promise<RedisBoard | null> {
  const folder = await mkdtemp(`${tmpdir()}/arena-bench-`)
  const path = `${folder}/redis.sock`
  const child = spawn('redis-server', ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder], {
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const missing = await Promise.race([once(child, 'error'), once(child, 'spawn').then(() => null)])
  if (missing) {
    ended.catch(() => undefined)
    await rm(folder, { recursive: true })
    return null
  }
  const socket = await connect(path)
  const call = createCaller(socket)
  let waiting: Promise<unknown>[] = []
  for (const [id, score] of scores) {
    waiting.push(call('ZADD', 'board', score, id))
    if (waiting.length < commandsAtOnce) continue
    await Promise.all(waiting)
    waiting = []
  }
  await Promise.all(waiting)
  return {
    call,
    async [Symbol.asyncDispose]() {
      socket.destroy()
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function connect(path: string): Promise<Socket> {
  for (;;) {
    const socket = createConnection(path)
    try {
      await once(socket, 'connect')
      return socket
    } catch {
      await wait(20)
    }
  }
}

/** Speaks RESP: each call is an array of bulk strings, answers come in order. */
function createCaller(socket: Socket): RedisBoard['call'] {
  const waiting: ((value: unknown) => void)[] = []
  let held = ''
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    held += text
    for (let reply = readReply(held, 0); reply; reply = readReply(held, 0)) {
      held = held.slice(reply.end)
      waiting.shift()?.(reply.value)
    }
  })
  return (...command) =>
    new Promise((resolve) => {
      waiting.push(resolve)
      const parts = command.map((part) => `$${Buffer.byteLength(String(part))}\r\n${part}\r\n`)
      socket.write(`*${command.length}\r\n${parts.join('')}`)
    })
}

interface Reply {
  readonly value: unknown
  readonly end: number
}

/** Null while the reply is not whole. */
function readReply(text: string, start: number): Reply | null {
  const lineEnd = text.indexOf('\r\n', start)
  if (lineEnd < 0) return null
  const [kind, line, next] = [text[start], text.slice(start + 1, lineEnd), lineEnd + 2]
  if (kind === '+' || kind === '-' || kind === ':') return { value: line, end: next }
  if (kind === '$') {
    const end = next + Number(line) + 2
    if (line === '-1') return { value: null, end: next }
    return text.length < end ? null : { value: text.slice(next, end - 2), end }
  }
  const values: unknown[] = []
  let end = next
  for (let index = 0; index < Number(line); index++) {
    const item = readReply(text, end)
    if (!item) return null
    values.push(item.value)
    end = item.end
  }
  return { value: values, end }
}
