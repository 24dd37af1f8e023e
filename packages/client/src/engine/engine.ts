import { sayError } from '../say-error.ts'
import type { ServerSearch } from '../transport/search-server.ts'
import type { Warn } from '../warn-once.ts'
import { type EngineEffect, type EngineEvent, type EngineState, nextEngineStep } from './engine-machine.ts'
import { loadEmbedded } from './load-embedded.ts'

export interface EngineParts {
  readonly home: string
  /** Looks once for a server that runs on this machine. */
  readonly search: () => Promise<ServerSearch>
  readonly random: () => number
  readonly warn: Warn
  /** Called when this process becomes the owner of the home's database, and when it no longer is. */
  readonly onOwner: (isOwner: boolean) => void
}

/** Sees to it that there is a server for the home: another process's, else one inside this process. */
export interface Engine {
  /** The server to use, started here if none runs on this machine. Always resolves. */
  search(): Promise<ServerSearch>
  /** Ends what runs in this process; others find the next owner or become it. Always resolves. */
  close(): Promise<void>
}

const waitsInMs = [500, 1_000, 2_000, 2_000, 2_000]
const lookEveryInMs = 100
const restInMs = 60_000

/** Drives the machine: does what it says, and tells it what came of it. */
export function createEngine({ home, search, random, warn, onOwner }: EngineParts): Engine {
  let state: EngineState = 'idle'
  let last: ServerSearch = { kind: 'missing', code: 'no-server', message: 'no server runs on this machine' }
  let isSearching = false
  let running: { stop(): void } | null = null
  let waits = 0 // since it last served, followed or idled
  let refusedWhy = ''
  const waiting: ((found: ServerSearch) => void)[] = []
  let resolveClosed = () => {}
  const closed = new Promise<void>((resolve) => {
    resolveClosed = resolve
  })

  function dispatch(event: EngineEvent): void {
    const before = state
    const [next, ...effects] = nextEngineStep(state, event)
    state = next
    if (before !== 'owning' && next === 'owning') onOwner(true)
    if (before === 'owning' && next !== 'owning') onOwner(false)
    if (next === 'owning' || next === 'following' || next === 'idle') waits = 0
    if (event === 'given-up') warnUnavailable(refusedWhy)
    for (const effect of effects) perform[effect]()
    if (next === 'closed') resolveClosed()
  }

  const perform: Readonly<Record<EngineEffect, () => void>> = {
    search() {
      if (isSearching) return
      isSearching = true
      void searchOnce().then((isFound) => {
        isSearching = false
        dispatch(isFound ? 'found' : 'none-found')
      })
    },
    start: () => void start(),
    stop: () => running?.stop(),
    wait() {
      const waitInMs = waitsInMs[waits]
      waits += 1
      if (waitInMs === undefined) dispatch('given-up')
      else void lookFor(waitInMs * (0.5 + random() / 2)) // processes that were refused together come back apart
    },
    rest: () => void setTimeout(() => dispatch('waited'), restInMs).unref(),
    answer() {
      for (const resolve of waiting.splice(0)) resolve(last)
    },
  }

  /** A look costs little beside the start of an engine, which the process that has the database would refuse again. */
  async function lookFor(timeInMs: number): Promise<void> {
    for (let leftInMs = timeInMs; leftInMs > 0 && state === 'waiting'; leftInMs -= lookEveryInMs) {
      await new Promise((resolve) => setTimeout(resolve, lookEveryInMs).unref())
      if (await searchOnce()) return dispatch('found')
    }
    dispatch('waited')
  }

  /** Whether there is a server, be it one that has no key for us. */
  async function searchOnce(): Promise<boolean> {
    try {
      last = await search()
    } catch (error) {
      last = { kind: 'missing', code: 'no-server', message: sayError(error) }
    }
    return last.kind === 'found' || last.code !== 'no-server'
  }

  async function start(): Promise<void> {
    try {
      const embedded = await loadEmbedded()
      if (embedded === null || state !== 'starting') return dispatch('failed')
      running = embedded.startEngine(home, {
        onStarted: () => dispatch('started'),
        onHandOver: () => dispatch('hand-over-asked'),
        onEnded(refusal) {
          running = null
          if (refusal === null) return dispatch('ended')
          if (refusal.code !== 'database-in-use') warnUnavailable(refusal.message)
          refusedWhy = refusal.message
          dispatch(refusal.code === 'database-in-use' ? 'refused' : 'failed')
        },
      })
    } catch (error) {
      warnUnavailable(sayError(error))
      dispatch('failed')
    }
  }

  function warnUnavailable(why: string): void {
    warn({
      code: 'engine-unavailable',
      message: `Reports are kept until a server runs on this machine: ${why}`,
    })
  }

  return {
    search() {
      return new Promise((resolve) => {
        waiting.push(resolve)
        dispatch('wanted')
      })
    },
    close() {
      dispatch('close-asked')
      return closed
    },
  }
}
