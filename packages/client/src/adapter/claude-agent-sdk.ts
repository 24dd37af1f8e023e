import { arena as defaultArena } from '../default-arena.ts'
import type { AdapterOptions } from './adapter-options.ts'
import type { ClaudeMessage } from './claude-message.ts'
import { createClaudeSession } from './claude-session.ts'

interface QueryParams {
  readonly options?: {
    readonly agent?: string
    readonly resume?: string
    readonly continue?: boolean
    readonly abortController?: AbortController
  }
}

type AnyMethod = (...args: unknown[]) => unknown

/**
 * The same `query`, whose every call reports its main agent, one run for each result, and each sub-agent. What
 * sub-agents cost is in the main agent's figure: Claude Code tells no other.
 */
// biome-ignore lint/suspicious/noExplicitAny: the parameters are the framework's own
export function withArena<F extends (params: any) => AsyncIterable<unknown>>(
  query: F,
  { arena = defaultArena, agent }: AdapterOptions = {},
): F {
  return new Proxy(query, {
    apply(target, self, args: [QueryParams | undefined]) {
      const { options } = args[0] ?? {}
      const session = createClaudeSession(arena, {
        agent: options?.agent ?? agent ?? 'claude',
        isResumed: options?.resume !== undefined || options?.continue === true,
        isAborted: () => options?.abortController?.signal.aborted === true,
      })
      return observe(Reflect.apply(target, self, args), session)
    },
  })
}

/** Messages are looked at as the host takes them; interrupting and all else still go to the query itself. */
function observe(query: object, session: ReturnType<typeof createClaudeSession>): unknown {
  const read = async (step: unknown) => {
    try {
      const { done, value } = (await step) as IteratorResult<unknown>
      if (done === true) session.end()
      else session.take(value as ClaudeMessage)
      return { done, value }
    } catch (error) {
      session.end({ thrown: error })
      throw error
    }
  }
  const observed: unknown = new Proxy(query, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      const call = (...args: unknown[]) => (value as AnyMethod).apply(target, args)
      if (name === Symbol.asyncIterator) return () => observed
      if (name === 'next') return (...args: unknown[]) => read(call(...args))
      if (name === 'return' || name === 'throw' || name === Symbol.asyncDispose) {
        return (...args: unknown[]) => {
          session.end({ isGivenUp: true })
          return call(...args)
        }
      }
      return call
    },
  })
  return observed
}
