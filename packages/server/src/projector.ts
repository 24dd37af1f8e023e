import type { Deps } from './deps.ts'

/** Keeps boards and roll-ups at most a second behind the ledger. */
export interface Projector {
  /** Says that a workspace's ledger has grown. Returns at once and never throws. */
  wake(workspaceId: string): void
  /** Resolves when every workspace woken so far is current; rejects with what keeps one from it. */
  settle(): Promise<void>
  /** Ends the waiting; what is left undone is made up for after the next start. */
  stop(): Promise<void>
}

export interface ProjectorOptions {
  readonly maxRowsInChunk?: number
  /** From a wake to the first chunk, so that many commits share one write. */
  readonly delayInMs?: number
  readonly retryDelayInMs?: number
  /** Called when boards and roll-ups of a workspace have come further. */
  readonly onAdvanced?: (workspaceId: string) => void
}

interface Work {
  /** Woken since the last run began, or the last run failed. */
  isBehind: boolean
  timer: NodeJS.Timeout | null
  running: Promise<void> | null
}

export function createProjector(
  { store, logger }: Pick<Deps, 'store' | 'logger'>,
  { maxRowsInChunk = 4000, delayInMs = 400, retryDelayInMs = 1000, onAdvanced }: ProjectorOptions = {},
): Projector {
  const workByWorkspace = new Map<string, Work>()
  let isStopped = false

  function schedule(workspaceId: string, work: Work, afterInMs: number): void {
    if (isStopped || work.timer || work.running) return
    work.timer = setTimeout(() => {
      work.timer = null
      run(workspaceId, work).catch(() => undefined) // logged and scheduled again by then
    }, afterInMs)
    work.timer.unref()
  }

  async function run(workspaceId: string, work: Work): Promise<void> {
    let nextInMs = delayInMs
    if (work.timer) clearTimeout(work.timer)
    work.timer = null
    work.isBehind = false
    work.running = advanceToEnd(workspaceId)
    try {
      await work.running
    } catch (error) {
      work.isBehind = true
      nextInMs = retryDelayInMs
      logger.warn({ err: error, workspaceId }, 'boards and roll-ups fall behind; trying again')
      throw error
    } finally {
      work.running = null
      if (work.isBehind) schedule(workspaceId, work, nextInMs)
    }
  }

  async function advanceToEnd(workspaceId: string): Promise<void> {
    let isCurrent = false
    while (!isCurrent && !isStopped) {
      isCurrent = (await store.advanceProjections(workspaceId, maxRowsInChunk)).isCurrent
    }
    onAdvanced?.(workspaceId)
  }

  return {
    wake(workspaceId) {
      const work = workByWorkspace.get(workspaceId) ?? { isBehind: true, timer: null, running: null }
      workByWorkspace.set(workspaceId, work)
      work.isBehind = true
      schedule(workspaceId, work, delayInMs)
    },
    async settle() {
      for (const [workspaceId, work] of workByWorkspace) {
        while (work.running) await work.running.catch(() => undefined) // what counts is the run after it
        if (work.isBehind) await run(workspaceId, work)
      }
    },
    async stop() {
      isStopped = true
      for (const { timer } of workByWorkspace.values()) if (timer) clearTimeout(timer)
      await Promise.allSettled(Array.from(workByWorkspace.values(), ({ running }) => running))
    },
  }
}
