import { insideRun } from './call-tree.ts'
import type { OpenRun } from './run.ts'

/**
 * Ends the run when the result of a call is there: at once for a value, on settlement for a promise, after the
 * last item for an iterator or async iterable. The host keeps the very object that the agent gave, except for a plain promise.
 */
export function observeResult(result: unknown, run: OpenRun): unknown {
  try {
    if (result instanceof Promise && result.constructor === Promise) {
      // A derived promise, since looking at the original from the side would hide its unhandled rejection.
      return result.then(
        (value: unknown) => observeResult(value, run),
        (error: unknown) => {
          run.end({ ok: false, thrown: error })
          throw error
        },
      )
    }
    if (isObject(result) && typeof result['then'] === 'function') return observeThenable(result, run)
    if (isObject(result) && isIterated(result)) return observeIterable(result, run)
    if (isObject(result) && isIterator(result)) return observeIterator(result, { run, advance: callNow })
  } catch {} // a result that cannot be observed is still the result
  run.end({ ok: true })
  return result
}

type AnyFunction = (...args: unknown[]) => unknown
type AnyObject = Record<PropertyKey, unknown>

/** A thenable that begins its work in `then` must not be asked a second time, so its own `then` is extended. */
function observeThenable(result: AnyObject, run: OpenRun): unknown {
  const then = result['then'] as AnyFunction
  replace(result, 'then', (onFulfilled, onRejected) =>
    then.call(
      result,
      (value: unknown) => {
        run.end({ ok: true })
        return typeof onFulfilled === 'function' ? onFulfilled(value) : value
      },
      (error: unknown) => {
        run.end({ ok: false, thrown: error })
        if (typeof onRejected === 'function') return onRejected(error)
        throw error
      },
    ),
  )
  return result
}

function observeIterable(result: AnyObject, run: OpenRun): unknown {
  const observed = { run, advance: callAsync }
  if (typeof result['next'] === 'function') return observeIterator(result, observed)
  const open = result[Symbol.asyncIterator] as AnyFunction
  replace(result, Symbol.asyncIterator, () => observeIterator(open.call(result) as AnyObject, observed))
  return result
}

type Step = IteratorResult<unknown>

interface Advance {
  readonly onStep: (step: Step) => void
  readonly onThrown: (error: unknown) => void
}

interface Observed {
  readonly run: OpenRun
  readonly advance: (call: () => unknown, advance: Advance) => unknown
}

function observeIterator(iterator: AnyObject, { run, advance }: Observed): AnyObject {
  for (const name of ['next', 'return', 'throw']) {
    const original = iterator[name]
    if (typeof original !== 'function') continue
    replace(iterator, name, (...args) =>
      advance(() => insideRun(run.id, () => original.apply(iterator, args)), {
        onStep(step) {
          if (step.done === true || name === 'return') run.end({ ok: true })
        },
        onThrown: (error) => run.end({ ok: false, thrown: error }),
      }),
    )
  }
  return iterator
}

function callNow(call: () => unknown, { onStep, onThrown }: Advance): unknown {
  try {
    const step = call() as Step
    onStep(step)
    return step
  } catch (error) {
    onThrown(error)
    throw error
  }
}

async function callAsync(call: () => unknown, { onStep, onThrown }: Advance): Promise<unknown> {
  try {
    const step = (await call()) as Step
    onStep(step)
    return step
  } catch (error) {
    onThrown(error)
    throw error
  }
}

/** Streams are mostly piped or read by a reader, not iterated: then an end by iteration would never come. */
function isIterated(result: AnyObject): boolean {
  if (typeof result['pipe'] === 'function' || typeof result['getReader'] === 'function') return false
  return typeof result[Symbol.asyncIterator] === 'function'
}

/** A generator, but no list: a list is there at once. */
function isIterator(result: AnyObject): boolean {
  return typeof result['next'] === 'function' && typeof result[Symbol.iterator] === 'function'
}

function replace(target: AnyObject, name: PropertyKey, value: AnyFunction): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true, enumerable: false })
}

function isObject(value: unknown): value is AnyObject {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
