import { insideRun } from './call-tree.ts'
import type { OpenRun, Run } from './run.ts'

/** Runs `work` as a run: what it returns is a success, what it throws is a failure and thrown on. */
export async function trackCall<T>(run: OpenRun, work: (run: Run) => T | PromiseLike<T>): Promise<T> {
  try {
    const result = await insideRun(run.id, () => work(run))
    run.end({ ok: true })
    return result
  } catch (error) {
    run.end({ ok: false, thrown: error })
    throw error
  }
}
