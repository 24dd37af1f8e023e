import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))

/** A server in a process of its own, as `arena serve` starts it. */
export interface ArenaProcess {
  readonly url: string
  readonly key: string
  readonly userId: string
  /** Resolves when it has said a text to people. */
  hasNoted(text: string): Promise<void>
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Asks it to end, and returns its exit code. */
  stop(): Promise<number | null>
}

export interface ArenaProcessOptions {
  readonly home: string
  /** 0 takes a free port. */
  readonly port: number
}

/** Starts `arena serve` on an ARENA_HOME and waits until it says where it listens. */
export async function startArenaProcess({ home, port }: ArenaProcessOptions): Promise<ArenaProcess> {
  const child = spawn(process.execPath, [cli, 'serve', '--json', '--port', String(port)], {
    env: { PATH: process.env['PATH'], ARENA_HOME: home, ARENA_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let notes = ''
  child.stderr.on('data', (chunk) => {
    notes += chunk
  })
  const url = await readUrl(child).catch((cause: unknown) => {
    throw new Error(`The server did not start. ${notes}`, { cause })
  })
  const credentials = JSON.parse(await readFile(`${home}/credentials.json`, 'utf8'))
  return {
    url,
    key: credentials.servers[url].key,
    userId: credentials.servers[url].userId,
    async hasNoted(text) {
      while (!notes.includes(text)) await once(child.stderr, 'data')
    },
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    stop: () => end(child, 'SIGTERM'),
  }
}

/** Runs one `arena` command to its end. */
export async function runArena(
  args: readonly string[],
  { home }: { readonly home: string },
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env['PATH'], ARENA_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const [exitCode] = await once(child, 'close')
  return { exitCode, output }
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line)
    if (typeof said.url === 'string') return said.url
  }
  throw new Error('the server ended before it listened')
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  const [exitCode] = await ended
  return exitCode
}
