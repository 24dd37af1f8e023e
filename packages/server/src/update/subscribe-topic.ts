import type { Topic } from '@arena/core'
import { requireMember } from '../access/require-member.ts'
import { requireProject } from '../access/require-project.ts'
import { requireTeam } from '../access/require-team.ts'
import { topInput } from '../answer/board/board-question.ts'
import { findBoard } from '../answer/board/find-board.ts'
import type { Auth } from '../authenticate.ts'
import type { Deps } from '../deps.ts'
import type { LiveBoard } from './board-pages.ts'
import type { Feed } from './feed.ts'
import type { Frame } from './frame.ts'
import type { TopicSlice } from './topic-slice.ts'

export interface TopicSubscription {
  readonly topic: Topic
  readonly auth: Auth
  /** Who the caller is by now; throws when the key is no longer good. */
  readonly authenticate: () => Promise<Auth>
  readonly lastEventId: string | null
  readonly signal: AbortSignal | undefined
}

/** Subscribes a caller to a topic; throws, at once or as soon as it comes to that, when he may not read it. */
export async function subscribeTopic(
  { topic, auth, authenticate, ...rest }: TopicSubscription,
  { feed, deps }: { readonly feed: Feed; readonly deps: Pick<Deps, 'store' | 'clock'> },
): Promise<AsyncIterable<Frame, void>> {
  const { lastEventId, signal } = rest
  const reader = {
    keyId: auth.keyId,
    check: async () => openTopic(topic, { auth: await authenticate(), deps }),
    signal,
  }
  const opened = await openTopic(topic, { auth, deps })
  if (opened.kind === 'board') return feed.watchBoard({ ...reader, board: opened.board })
  const isOwn = opened.slice.userId === auth.userId
  return feed.subscribe({ ...reader, topic: opened.slice, ranksOf: isOwn ? auth : null, lastEventId })
}

type OpenedTopic =
  | { readonly kind: 'ledger'; readonly slice: TopicSlice }
  | { readonly kind: 'board'; readonly board: LiveBoard }

async function openTopic(
  topic: Topic,
  { auth, deps }: { readonly auth: Auth; readonly deps: Pick<Deps, 'store' | 'clock'> },
): Promise<OpenedTopic> {
  const { workspaceId } = auth
  const { store } = deps
  switch (topic.type) {
    case 'user': {
      const { id: userId } = await requireMember(auth, topic.userId ?? auth.userId, store)
      return { kind: 'ledger', slice: { workspaceId, userId } }
    }
    case 'team': {
      const { id: teamId } = await requireTeam(auth, topic.teamId, store)
      return { kind: 'ledger', slice: { workspaceId, teamId, isProfileVisible: true } }
    }
    case 'project': {
      const { name: project } = await requireProject(auth, topic.project, store)
      return { kind: 'ledger', slice: { workspaceId, project, isProfileVisible: true } }
    }
    case 'board': {
      const { type: _, ...stated } = topic
      const { address } = await findBoard(topInput.parse(stated), { auth, ...deps })
      const { periodStart: _start, ...board } = address
      return { kind: 'board', board }
    }
  }
}
