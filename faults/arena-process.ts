import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))

/** Runs what follows where it may mount, without being root. */
const ownMounts = ['unshare', '--user', '--map-root-user', '--mount']

export const canMount = spawnSync(ownMounts[0] ?? '', [...ownMounts.slice(1), 'true']).status === 0

/** A server in a process of its own, as `arena serve` starts it. */
export interface ArenaProcess {
  readonly pid: number
  readonly url: string
  readonly key: string
  readonly userId: string
  /** The folder in which its home can be seen. */
  readonly home: string
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
  /** Puts the home on a volume of this size, which only the server sees and which goes with it. */
  readonly volumeInMegabytes?: number
  readonly env?: Readonly<Record<string, string>>
}

/** Starts `arena serve` on an ARENA_HOME and waits until it says where it listens. */
export async function startArenaProcess(options: ArenaProcessOptions): Promise<ArenaProcess> {
  const { home, port, volumeInMegabytes, env = {} } = options
  const serve = [process.execPath, cli, 'serve', '--json', '--port', String(port)]
  const mount = `mount -t tmpfs -o size=${volumeInMegabytes}m none "$ARENA_HOME" && exec "$0" "$@"`
  const command = volumeInMegabytes ? [...ownMounts, 'sh', '-c', mount, ...serve] : serve
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], ARENA_HOME: home, ARENA_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let notes = ''
  child.stderr.on('data', (chunk) => {
    notes += chunk
  })
  const url = await readUrl(child).catch((cause: unknown) => {
    throw new Error(`The server did not start. ${notes}`, { cause })
  })
  const seenHome = volumeInMegabytes ? `/proc/${child.pid}/root${home}` : home
  const credentials = JSON.parse(await readFile(`${seenHome}/credentials.json`, 'utf8'))
  return {
    pid: child.pid ?? 0,
    url,
    home: seenHome,
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
