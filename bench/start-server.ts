import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))

export interface BenchServer {
  readonly url: string
  readonly key: string
  readonly home: string
  /** Of its process, in MB. */
  memoryInMb(): Promise<number>
  /** `examine` is called with its home when it has ended. */
  stop(examine?: (home: string) => Promise<void>): Promise<void>
}

export interface BenchServerOptions {
  /** The only core that it may use, where the system has `taskset`. */
  readonly core?: number
  readonly env?: Readonly<Record<string, string>>
  /** Called with the new home before the server starts on it. */
  readonly prepare?: (home: string) => Promise<void>
}

/** A server in a process of its own, on a home of its own. */
export async function startServer({
  core,
  env = {},
  prepare,
}: BenchServerOptions = {}): Promise<BenchServer> {
  const home = await mkdtemp(`${tmpdir()}/arena-bench-`)
  await prepare?.(home)
  const pinned = core === undefined ? [] : ['taskset', '-c', String(core)]
  const [program = '', ...args] = [...pinned, process.execPath, cli, 'serve', '--port', '0']
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], ARENA_HOME: home, ARENA_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  for (;;) {
    try {
      const { url } = JSON.parse(await readFile(`${home}/server.json`, 'utf8'))
      const { servers } = JSON.parse(await readFile(`${home}/credentials.json`, 'utf8'))
      return {
        url: url as string,
        key: servers[url].key as string,
        home,
        async memoryInMb() {
          const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
          return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
        },
        async stop(examine) {
          child.kill('SIGTERM')
          await ended
          await examine?.(home)
          await rm(home, { recursive: true, force: true })
        },
      }
    } catch {
      if (child.exitCode !== null) throw new Error(`arena serve ended with ${child.exitCode}`)
      await wait(20)
    }
  }
}
