import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const arenaProgram = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))

export interface ThrowAwayServer extends AsyncDisposable {
  readonly url: string
  /** The ARENA_HOME that it lives in; removed with it. */
  readonly home: string
  /** The environment for a program that is to report to this server and nowhere else. */
  readonly environment: NodeJS.ProcessEnv
}

const startTimeoutInMs = 30_000
const stopTimeoutInMs = 5_000

/** Starts `arena serve` on a free port and a new, empty ARENA_HOME. Rejects with what the server said if it ends. */
export async function startThrowAwayServer(): Promise<ThrowAwayServer> {
  const home = await mkdtemp(join(tmpdir(), 'arena-'))
  const environment = environmentOf(home)
  // A process group of its own, so that Ctrl-C reaches whoever started it first, who then stops it in order.
  const child = spawn(process.execPath, [arenaProgram, 'serve', '--port', '0'], {
    env: { ...environment, ARENA_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  })
  // The last resort when this process ends without disposing.
  const kill = () => {
    child.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true })
  }
  process.once('exit', kill)
  const dispose = async () => {
    await stop(child)
    process.off('exit', kill)
    await rm(home, { recursive: true, force: true })
  }
  try {
    const url = await waitForUrl(child, join(home, 'server.json'))
    return { url, home, environment, [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

function environmentOf(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('ARENA_') && name !== 'NODE_ENV',
  )
  return { ...Object.fromEntries(kept), ARENA_HOME: home }
}

async function waitForUrl(child: ChildProcess, file: string): Promise<string> {
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const giveUpAt = performance.now() + startTimeoutInMs
  while (child.exitCode === null && child.signalCode === null && performance.now() < giveUpAt) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text !== '') return JSON.parse(text).url
    await wait(20)
  }
  throw new Error(`The server did not start. ${said.trim()}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutInMs)
  await ended
  clearTimeout(timer)
}
