import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { HistoryRecorder } from './history/history.ts'
import { readUserXp, type SubmitOptions, submitReport } from './submit-report.ts'

export interface WorkersOptions {
  readonly count: number
  readonly history: HistoryRecorder
  readonly userId: string
  /** Where the server is now; null while there is none. */
  readonly target: () => SubmitOptions | null
  /** Reports of all of them together; by default they report until they are told to stop. */
  readonly reports?: number
}

export interface Workers {
  /** Counted before, though its answer had not arrived. */
  readonly acknowledgedAsDuplicate: number
  /** Resolves when so many more reports are acknowledged. */
  acknowledge(more: number): Promise<void>
  /** Resolves when all reports are acknowledged. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

/** Workers that report one after the other, each report with one id until it is acknowledged, and one that reads. */
export function startWorkers({
  count,
  history,
  userId,
  target,
  reports = Infinity,
}: WorkersOptions): Workers {
  let made = 0
  let acknowledgedAsDuplicate = 0
  let isOver = false
  let acknowledged = 0
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []

  async function submit(stated: Parameters<typeof submitReport>[0]) {
    const server = target()
    return server && submitReport(stated, server)
  }

  async function work(worker: number): Promise<void> {
    while (!isOver && made < reports) {
      const report = { id: randomUUID(), agent: `agent-${worker % 7}`, durationInMs: 1000 + made++ }
      const stated = { ...report, occurredAt: new Date().toISOString() }
      const operation = history.start(report)
      let answer = await submit(stated)
      while (answer === null && !isOver) {
        await wait(5)
        answer = await submit(stated)
      }
      if (answer === null) return
      if (answer.status === 'rejected') operation.refuse()
      else operation.acknowledge(answer)
      if (answer.status === 'duplicate') acknowledgedAsDuplicate += 1
      acknowledged += 1
      for (const { count, resolve } of waiting) if (acknowledged >= count) resolve()
    }
  }

  async function read(): Promise<void> {
    while (!isOver) {
      const server = target()
      if (server) await history.read('reader', userId, () => readUserXp(server))
      await wait(20)
    }
  }

  const done = Promise.all(Array.from({ length: count }, (_, worker) => work(worker))).then(() => {
    isOver = true
  })
  const reading = read()
  return {
    get acknowledgedAsDuplicate() {
      return acknowledgedAsDuplicate
    },
    acknowledge: (more) => new Promise((resolve) => waiting.push({ count: acknowledged + more, resolve })),
    done,
    async stop() {
      isOver = true
      await Promise.all([done, reading])
    },
  }
}
