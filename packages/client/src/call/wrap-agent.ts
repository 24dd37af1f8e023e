import { insideRun } from './call-tree.ts'
import { observeResult } from './observe-result.ts'
import type { OpenRun } from './run.ts'

/** A function of the same signature that opens a run at every call. Name, length and properties stay. */
export function wrapAgent<F extends (...args: never[]) => unknown>(agent: F, open: () => OpenRun): F {
  if (typeof agent !== 'function') return agent
  return new Proxy(agent, {
    apply(target, self, args) {
      const run = open()
      let result: unknown
      try {
        result = insideRun(run.id, () => Reflect.apply(target, self, args))
      } catch (error) {
        run.end({ ok: false, thrown: error })
        throw error
      }
      return observeResult(result, run)
    },
  })
}
