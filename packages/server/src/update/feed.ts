import type { Achievement, BoardChanged, LedgerRow, RankChanged } from '@arena/core'
import { tracked } from '@trpc/server'
import type { Store, UserId } from '../store/store.ts'
import { createAccessWatch } from './access-watch.ts'
import { createBoardPages, type LiveBoard } from './board-pages.ts'
import { findStart } from './find-start.ts'
import type { Frame } from './frame.ts'
import { createOpenStreams, type StreamLimits } from './open-streams.ts'
import { createRankNews, type RankListener } from './rank-news.ts'
import { createSliceReader } from './slice-reader.ts'
import { createTopicSignals, type TopicListener } from './topic-signals.ts'
import { sliceKey, sliceKeysOf, type TopicSlice } from './topic-slice.ts'
import { formatUpdateId } from './update-id.ts'

interface Reader {
  readonly keyId: string
  /** Throws when the subscriber may no longer read. */
  readonly check: () => Promise<unknown>
  readonly signal: AbortSignal | undefined
}

export interface Subscription extends Reader {
  readonly topic: TopicSlice
  /** Whose changes of rank are told, too; null: no one's. */
  readonly ranksOf: UserId | null
  /** The id of the last frame seen; null starts at the present head. */
  readonly lastEventId: string | null
}

export interface BoardSubscription extends Reader {
  readonly board: LiveBoard
}

/** Updates to subscribers, pulled from the ledger: it keeps a place per subscriber and no queue. */
export interface Feed {
  /** Resolves when the place in the ledger is taken, so that what is committed from then on is delivered. */
  subscribe(subscription: Subscription): Promise<AsyncIterable<Frame, void>>
  /** The first page of a board, now and each time it has changed. */
  watchBoard(subscription: BoardSubscription): AsyncIterable<Frame, void>
  /** Says that the ledger grew by these rows; without rows, that who may read what may have changed. */
  wake(rows?: readonly LedgerRow[]): void
  /** Says that a workspace's boards have come further. */
  wakeBoards(workspaceId: string): void
  publishRanks(workspaceId: string, changes: readonly RankChanged[]): void
  /** Streams that are open. */
  readonly size: number
  /** Ends every subscription the way a lost connection does, so that clients come back. */
  close(): void
}

export interface FeedOptions extends Partial<StreamLimits> {
  readonly store: Store
  readonly achievementById: ReadonlyMap<string, Achievement>
  readonly readBoard: (board: LiveBoard) => Promise<BoardChanged>
  /** The shortest time from one frame of a topic to its next. */
  readonly paceInMs?: number
  readonly boardPaceInMs?: number
  /** How long a topic without a wake-up waits before its subscribers look again, and are checked again. */
  readonly longestQuietInMs?: number
  /** An id further behind the head than this is answered by a reset. */
  readonly maxRowsBehind?: number
}

/** How a subscriber goes along its topic, from place to place. */
interface Course<Place> {
  readonly start: Place
  readonly opening: Frame | null
  readonly listener: TopicListener
  readonly ranks: RankListener | null
  look(place: Place): Promise<Look<Place>>
}

interface Look<Place> {
  readonly frame: Frame | null
  /** Where the next look begins. */
  readonly place: Place
  /** More may follow at once. */
  readonly isFull: boolean
}

export function createFeed({
  store,
  achievementById,
  readBoard,
  maxStreams = 5000,
  maxStreamsPerKey = 50,
  paceInMs = 40,
  boardPaceInMs = 1000,
  longestQuietInMs = 10_000,
  maxRowsBehind = 100_000,
}: FeedOptions): Feed {
  const slices = createSliceReader({ store, achievementById })
  const pages = createBoardPages({ readBoard })
  const signals = createTopicSignals({ paceInMs, longestQuietInMs, onFire: slices.forgetPartial })
  const boardSignals = createTopicSignals({ paceInMs: boardPaceInMs, longestQuietInMs, onFire: pages.forget })
  const rankNews = createRankNews()
  const streams = createOpenStreams({ maxStreams, maxStreamsPerKey })
  const accessWatch = createAccessWatch(longestQuietInMs)

  async function* follow<Place>(
    { start, opening, listener, ranks, look }: Course<Place>,
    { check, stream }: { readonly check: Reader['check']; readonly stream: AbortController },
  ): AsyncGenerator<Frame, void> {
    const { signal } = stream
    const access = accessWatch.follow(check)
    let stopWaiting = () => {}
    signal.addEventListener('abort', () => stopWaiting(), { once: true })
    let place = start
    try {
      if (opening) yield opening
      while (!signal.aborted) {
        const woken = listener.next() // before the look, else a change between the two goes unseen
        await access.check()
        const { frame, isFull, place: next } = await look(place)
        if (access.isStale) continue // what was read may no longer be seen
        place = next
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
      stream.abort()
    }
  }

  return {
    async subscribe({ topic, ranksOf, keyId, lastEventId, check, signal }) {
      const stream = streams.open(keyId, signal)
      const listener = signals.listen(sliceKey(topic))
      const ranks = ranksOf && rankNews.listen(ranksOf)
      whenOver(stream, () => {
        listener.close()
        ranks?.close()
      })
      try {
        const { epoch, seq, opening } = await findStart(
          { workspaceId: topic.workspaceId, lastEventId },
          { store, maxRowsBehind },
        )
        const look = async (after: number) => {
          const { seq: place, ...slice } = await slices.read(topic, { epoch, seq: after })
          return { ...slice, place }
        }
        const first = opening && tracked(formatUpdateId({ epoch, seq }), opening)
        return follow({ start: seq, opening: first, listener, ranks, look }, { check, stream })
      } catch (error) {
        stream.abort()
        throw error
      }
    },
    watchBoard({ board, keyId, check, signal }) {
      const stream = streams.open(keyId, signal)
      const listener = boardSignals.listen(board.workspaceId)
      whenOver(stream, () => listener.close())
      const look = async (shown: Frame | null) => {
        const frame = await pages.read(board)
        return { frame: frame === shown ? null : frame, place: frame, isFull: false }
      }
      const course: Course<Frame | null> = { start: null, opening: null, listener, ranks: null, look }
      return follow(course, { check, stream })
    },
    wake(rows) {
      if (rows) return signals.fire(() => new Set(rows.flatMap(sliceKeysOf)))
      accessWatch.renew()
      slices.forgetAll()
      signals.fireAll()
      boardSignals.fireAll()
    },
    wakeBoards: (workspaceId) => boardSignals.fire(() => [workspaceId]),
    publishRanks: rankNews.publish,
    get size() {
      return streams.size
    },
    close: streams.close,
  }
}

function whenOver({ signal }: AbortController, leave: () => void): void {
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
}
