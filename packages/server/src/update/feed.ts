import { type Achievement, ArenaError, type RankChanged, type UpdateFrame } from '@arena/core'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import { readWorkspace } from '../read-workspace.ts'
import type { Store, UserId } from '../store/store.ts'
import { createRankNews, type RankListener } from './rank-news.ts'
import { createSignal } from './signal.ts'
import { createSliceReader } from './slice-reader.ts'
import { formatUpdateId, parseUpdateId } from './update-id.ts'

/** Frames with an id can be resumed from; those without follow from them and are sent once. */
export type Frame = TrackedEnvelope<UpdateFrame> | UpdateFrame

export interface Subscription {
  readonly user: UserId
  /** The id of the last frame seen; null starts at the present head. */
  readonly lastEventId: string | null
  /** Throws when the subscriber may no longer read; asked before every look at the ledger. */
  readonly check: () => Promise<unknown>
  readonly signal: AbortSignal | undefined
}

/** Updates to subscribers, pulled from the ledger: it keeps a place per subscriber and no queue. */
export interface Feed {
  /** Resolves when the place in the ledger is taken, so that what is committed from then on is delivered. */
  subscribe(subscription: Subscription): Promise<AsyncIterable<Frame, void>>
  /** Says that the ledger grew or that a key was revoked. */
  wake(): void
  publishRanks(workspaceId: string, changes: readonly RankChanged[]): void
  /** Ends every subscription the way a lost connection does, so that clients come back. */
  close(): void
}

interface Options {
  readonly store: Store
  readonly achievementById: ReadonlyMap<string, Achievement>
  readonly maxSubscriptions?: number
}

export function createFeed({ store, achievementById, maxSubscriptions = 1000 }: Options): Feed {
  const slices = createSliceReader({ store, achievementById })
  const grown = createSignal()
  const rankNews = createRankNews()
  const openStreams = new Set<AbortController>()
  let isClosed = false

  async function* follow(
    { user, check }: Subscription,
    { start, ranks, stream }: Course,
  ): AsyncGenerator<Frame, void> {
    const { signal } = stream
    let stopWaiting = () => {}
    signal.addEventListener('abort', () => stopWaiting(), { once: true })
    const { epoch, opening } = start
    let { seq } = start
    try {
      if (opening) yield tracked(formatUpdateId({ epoch, seq }), opening)
      while (!signal.aborted) {
        const woken = grown.next() // before the look, else a commit between the two goes unseen
        await check()
        const { updates, isFull, seq: last } = await slices.read(user, seq)
        seq = last
        if (updates.length > 0) yield tracked(formatUpdateId({ epoch, seq }), { updates })
        if (isFull) continue
        const changes = ranks.take()
        if (changes.length > 0) yield { updates: changes }
        if (signal.aborted) break
        await new Promise<void>((resolve) => {
          stopWaiting = resolve
          void woken.then(resolve)
        })
      }
      if (isClosed) throw new DOMException('The server stops.', 'AbortError')
    } finally {
      stream.abort()
    }
  }

  return {
    async subscribe(subscription) {
      if (isClosed || openStreams.size >= maxSubscriptions) {
        throw new ArenaError('server-busy', 'The server takes no more subscriptions now.')
      }
      const stream = new AbortController()
      const ranks = rankNews.listen(subscription.user)
      openStreams.add(stream)
      stream.signal.addEventListener('abort', () => {
        openStreams.delete(stream)
        ranks.close()
      })
      const { signal } = subscription
      if (signal?.aborted) stream.abort()
      signal?.addEventListener('abort', () => stream.abort(), { once: true })
      try {
        return follow(subscription, { start: await findStart(subscription, store), ranks, stream })
      } catch (error) {
        stream.abort()
        throw error
      }
    },
    wake() {
      slices.forgetPartial()
      grown.fire()
    },
    publishRanks: rankNews.publish,
    close() {
      isClosed = true
      for (const stream of openStreams) stream.abort()
    },
  }
}

interface Course {
  readonly start: Start
  readonly ranks: RankListener
  readonly stream: AbortController
}

interface Start {
  readonly epoch: string
  readonly seq: number
  /** The first frame: without news, it gives a new subscriber an id to resume from. */
  readonly opening: UpdateFrame | null
}

async function findStart({ user, lastEventId }: Subscription, store: Store): Promise<Start> {
  const { epoch, lastSeq } = await readWorkspace(user.workspaceId, store)
  if (lastEventId === null) return { epoch, seq: lastSeq, opening: { updates: [] } }
  const id = parseUpdateId(lastEventId)
  if (!id || id.epoch !== epoch || id.seq > lastSeq) {
    return { epoch, seq: lastSeq, opening: { reset: true, updates: [] } }
  }
  return { epoch, seq: id.seq, opening: null }
}
