import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'
import { printTable } from './print-table.ts'

const runs = 5
const limits = { startInMs: 1500, idleInMb: 150 }
const cli = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))

/** From the start of the process to the first answer of /health, and what it holds when idle for two seconds. */
async function measureServe(): Promise<{ readonly startInMs: number; readonly idleInMb: number }> {
  const home = await mkdtemp(`${tmpdir()}/arena-bench-`)
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const startedAt = performance.now()
  const child = spawn(process.execPath, [cli, 'serve', '--port', String(port)], {
    env: { PATH: process.env['PATH'], ARENA_HOME: home, ARENA_LOG_LEVEL: 'error' },
    stdio: 'ignore',
  })
  while (!(await isHealthy(port))) await wait(5)
  const startInMs = performance.now() - startedAt
  await wait(2000)
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  const idleInMb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  await rm(home, { recursive: true, force: true })
  return { startInMs, idleInMb }
}

async function measureBareNode(): Promise<number> {
  const startedAt = performance.now()
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')
  return performance.now() - startedAt
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok
  } catch {
    return false
  }
}

const served: { readonly startInMs: number; readonly idleInMb: number }[] = []
const bare: number[] = []
for (let run = 0; run < runs; run += 1) {
  bare.push(await measureBareNode())
  served.push(await measureServe())
}
const startInMs = median(served.map((run) => run.startInMs))
const idleInMb = median(served.map((run) => run.idleInMb))
printTable(
  ['figure', 'median', 'limit', 'ratio'],
  [
    [
      'arena serve: start to /health',
      `${startInMs.toFixed(0)} ms`,
      `${limits.startInMs} ms`,
      (startInMs / limits.startInMs).toFixed(2),
    ],
    ['node -e 0: start to end', `${median(bare).toFixed(0)} ms`, '', (startInMs / median(bare)).toFixed(1)],
    [
      'arena serve: memory when idle',
      `${idleInMb.toFixed(0)} MB`,
      `${limits.idleInMb} MB`,
      (idleInMb / limits.idleInMb).toFixed(2),
    ],
  ],
)
