import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

export interface Finished {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Place {
  /** ARENA_HOME of the command. */
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built command with nothing of this environment but the way to programs. */
export function spawnArena(args: readonly string[], { home, env = {} }: Place): ChildProcess {
  let child: ChildProcess | undefined
  // A test that fails or runs out of time leaves none behind; asked first, since it refuses once the test is over.
  onTestFinished(() => void child?.kill('SIGKILL'))
  child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], HOME: home, ARENA_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return child
}

/** Runs the built command to its end. */
export async function runArena(args: readonly string[], place: Place): Promise<Finished> {
  return finish(spawnArena(args, place))
}

export interface ServingArena extends AsyncDisposable {
  readonly url: string
  /** What it printed when it was ready. */
  readonly started: Readonly<Record<string, unknown>>
  stop(signal?: NodeJS.Signals): Promise<Finished>
}

/** A server of its own on a free port; it has printed its address when this resolves. */
export async function serveArena(place: Place): Promise<ServingArena> {
  const child = spawnArena(['serve', '--port', '0', '--json', '--log-level', 'warn'], place)
  const finished = finish(child)
  const line = await Promise.race([
    firstLine(child),
    finished.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ])
  const started: Record<string, unknown> & { url: string } = JSON.parse(line)
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return finished
  }
  return {
    url: started.url,
    started,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  }
}

/** The first line on standard output. */
export async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('no standard output')
  const [line] = await once(createInterface({ input: stdout }), 'line')
  return String(line)
}

/** Resolves when a text has come over the stream. */
export function heard(stream: Readable | null, text: string): Promise<void> {
  let all = ''
  return new Promise((resolve) => {
    stream?.on('data', (part) => {
      all += part
      if (all.includes(text)) resolve()
    })
  })
}

/** Waits for the end and gives what was written. */
export async function finish(child: ChildProcess): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [exitCode] = await once(child, 'close')
  return { exitCode, stdout, stderr }
}
