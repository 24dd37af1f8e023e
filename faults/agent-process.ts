import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Operation, StatedReport } from './history/history.ts'

const typescript = new URL('../scripts/typescript.mjs', import.meta.url).href
const program = fileURLToPath(new URL('./embedded-agent.ts', import.meta.url))

export type AgentLine = Readonly<Record<string, unknown>>

/** A process that runs `embedded-agent.ts`. */
export interface AgentProcess {
  readonly pid: number
  /** What it has said so far. */
  readonly lines: readonly AgentLine[]
  /** The ids of the reports whose call has returned. */
  readonly ids: readonly string[]
  /** What it reported, as far as it said so; the order among agents is not known. */
  readonly operations: readonly Operation[]
  /** Resolves to its exit code when it has ended; null when it was killed. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly atInMs: number }>
  /** Resolves when it has said so many ids. */
  hasReported(count: number): Promise<void>
  kill(): Promise<void>
  /** Ends one that waits to be told. */
  close(): Promise<number | null>
}

export interface AgentOptions {
  readonly home: string
  /** `infinite` reports until it is told to close. */
  readonly count: number | 'infinite'
  readonly ending:
    | 'close'
    | 'close-when-told'
    | 'await-receipts'
    | 'exit'
    | 'end'
    | 'end-later'
    | 'hold'
    | 'drain'
    | 'drain-when-told'
  readonly env?: Readonly<Record<string, string>>
}

export function startAgent({ home, count, ending, env = {} }: AgentOptions): AgentProcess {
  const number = count === 'infinite' ? 'Infinity' : String(count)
  const child = spawn(process.execPath, ['--import', typescript, program, number, ending], {
    env: { PATH: process.env['PATH'], ARENA_HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: AgentLine[] = []
  const ids: string[] = []
  const reports: StatedReport[] = []
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line: AgentLine = JSON.parse(text)
    lines.push(line)
    if (typeof line['id'] === 'string') ids.push(line['id'])
    if (line['report'] !== undefined) reports.push(line['report'] as StatedReport)
    for (const each of waiting) if (ids.length >= each.count) each.resolve()
  })
  let endedAtInMs = 0
  child.on('exit', () => {
    endedAtInMs = Date.now()
  })
  child.stdin.on('error', () => {}) // it has ended before
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, atInMs: endedAtInMs }))
  return {
    pid: child.pid ?? 0,
    lines,
    ids,
    get operations() {
      const kept = new Set(ids)
      return reports.map((report): Operation => {
        const outcome = kept.has(report.id) ? 'acknowledged' : 'unknown'
        return { report, startedAt: 0, endedAt: Infinity, outcome, answer: null }
      })
    },
    ended,
    hasReported: (atLeast) =>
      new Promise((resolve, reject) => {
        if (ids.length >= atLeast) resolve()
        waiting.push({ count: atLeast, resolve })
        void ended.then(() => reject(new Error(`the agent ended after ${ids.length} reports`)))
      }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      child.stdin.end()
      return (await ended).exitCode
    },
  }
}
