import type { Achievement, LedgerRow, RankChanged, UpdateFrame } from '@arena/core'
import { tracked } from '@trpc/server'
import { readWorkspace } from '../read-workspace.ts'
import type { Store, UserId } from '../store/store.ts'
import { createAccessWatch } from './access-watch.ts'
import type { Frame } from './frame.ts'
import { createOpenStreams, type StreamLimits } from './open-streams.ts'
import { createRankNews } from './rank-news.ts'
import { createSliceReader } from './slice-reader.ts'
import { createTopicSignals } from './topic-signals.ts'
import { type TopicSlice, topicKey, topicKeysOf } from './topic-slice.ts'
import { formatUpdateId, parseUpdateId } from './update-id.ts'

export interface Subscription {
  readonly topic: TopicSlice
  /** Whose changes of rank are told, too; null: no one's. */
  readonly ranksOf: UserId | null
  readonly keyId: string
  /** The id of the last frame seen; null starts at the present head. */
  readonly lastEventId: string | null
  /** Throws when the subscriber may no longer read. */
  readonly check: () => Promise<unknown>
  readonly signal: AbortSignal | undefined
}

/** Updates to subscribers, pulled from the ledger: it keeps a place per subscriber and no queue. */
export interface Feed {
  /** Resolves when the place in the ledger is taken, so that what is committed from then on is delivered. */
  subscribe(subscription: Subscription): Promise<AsyncIterable<Frame, void>>
  /** Says that the ledger grew by these rows; without rows, that who may read what may have changed. */
  wake(rows?: readonly LedgerRow[]): void
  publishRanks(workspaceId: string, changes: readonly RankChanged[]): void
  /** Streams that are open. */
  readonly size: number
  /** Ends every subscription the way a lost connection does, so that clients come back. */
  close(): void
}

interface Options extends Partial<StreamLimits> {
  readonly store: Store
  readonly achievementById: ReadonlyMap<string, Achievement>
  /** The shortest time from one frame of a topic to its next. */
  readonly paceInMs?: number
  /** How long a topic without a wake-up waits before its subscribers look again, and are checked again. */
  readonly longestQuietInMs?: number
  /** An id further behind the head than this is answered by a reset. */
  readonly maxRowsBehind?: number
}

export function createFeed({
  store,
  achievementById,
  maxStreams = 5000,
  maxStreamsPerKey = 50,
  paceInMs = 40,
  longestQuietInMs = 10_000,
  maxRowsBehind = 100_000,
}: Options): Feed {
  const slices = createSliceReader({ store, achievementById })
  const signals = createTopicSignals({ paceInMs, longestQuietInMs, onFire: slices.forgetPartial })
  const rankNews = createRankNews()
  const streams = createOpenStreams({ maxStreams, maxStreamsPerKey })
  const accessWatch = createAccessWatch(longestQuietInMs)

  async function* follow(
    { topic, ranksOf, check }: Subscription,
    { start, stream }: { readonly start: Start; readonly stream: AbortController },
  ): AsyncGenerator<Frame, void> {
    const { signal } = stream
    const listener = signals.listen(topicKey(topic))
    const ranks = ranksOf && rankNews.listen(ranksOf)
    let stopWaiting = () => {}
    signal.addEventListener('abort', () => stopWaiting(), { once: true })
    const { epoch, opening } = start
    let { seq } = start
    const access = accessWatch.follow(check)
    try {
      if (opening) yield tracked(formatUpdateId({ epoch, seq }), opening)
      while (!signal.aborted) {
        const woken = listener.next() // before the look, else a commit between the two goes unseen
        await access.check()
        const { frame, isFull, seq: last } = await slices.read(topic, { epoch, seq })
        if (access.isStale) continue // what was read may no longer be seen
        seq = last
        if (frame) yield frame
        if (isFull) continue
        const changes = ranks?.take() ?? []
        if (changes.length > 0) yield { updates: changes }
        if (signal.aborted) break
        await new Promise<void>((resolve) => {
          stopWaiting = resolve
          void woken.then(resolve)
        })
      }
      if (streams.isClosed) throw new DOMException('The server stops.', 'AbortError')
    } finally {
      listener.close()
      ranks?.close()
      stream.abort()
    }
  }

  return {
    async subscribe(subscription) {
      const stream = streams.open(subscription.keyId, subscription.signal)
      try {
        return follow(subscription, {
          start: await findStart(subscription, { store, maxRowsBehind }),
          stream,
        })
      } catch (error) {
        stream.abort()
        throw error
      }
    },
    wake(rows) {
      if (rows) return signals.fire(new Set(rows.flatMap(topicKeysOf)))
      accessWatch.renew()
      slices.forgetAll()
      signals.fireAll()
    },
    publishRanks: rankNews.publish,
    get size() {
      return streams.size
    },
    close: streams.close,
  }
}

interface Start {
  readonly epoch: string
  readonly seq: number
  /** The first frame: without news, it gives a new subscriber an id to resume from. */
  readonly opening: UpdateFrame | null
}

async function findStart(
  { topic, lastEventId }: Subscription,
  { store, maxRowsBehind }: { readonly store: Store; readonly maxRowsBehind: number },
): Promise<Start> {
  const { epoch, lastSeq } = await readWorkspace(topic.workspaceId, store)
  if (lastEventId === null) return { epoch, seq: lastSeq, opening: { updates: [] } }
  const id = parseUpdateId(lastEventId)
  if (id?.epoch !== epoch || id.seq > lastSeq || id.seq < lastSeq - maxRowsBehind) {
    return { epoch, seq: lastSeq, opening: { reset: true, updates: [] } }
  }
  return { epoch, seq: id.seq, opening: null }
}
