import type { RankChanged } from '@arena/core'
import type { UserId } from '../store/store.ts'

/** The latest rank of each agent whose user listens. It is in no ledger, so who does not listen never sees it. */
export interface RankNews {
  publish(workspaceId: string, changes: readonly RankChanged[]): void
  listen(user: UserId): RankListener
}

export interface RankListener {
  /** What changed since the last call; of several changes of one agent the last. */
  take(): readonly RankChanged[]
  close(): void
}

interface UserNews {
  listeners: number
  version: number
  readonly byAgent: Map<string, { readonly version: number; readonly change: RankChanged }>
}

export function createRankNews(): RankNews {
  const newsByUser = new Map<string, UserNews>()
  const keyOf = (workspaceId: string, userId: string) => JSON.stringify([workspaceId, userId])

  return {
    publish(workspaceId, changes) {
      for (const change of changes) {
        const news = newsByUser.get(keyOf(workspaceId, change.userId))
        if (news) news.byAgent.set(change.agent, { version: ++news.version, change })
      }
    },
    listen({ workspaceId, userId }) {
      const key = keyOf(workspaceId, userId)
      const news = newsByUser.get(key) ?? { listeners: 0, version: 0, byAgent: new Map() }
      newsByUser.set(key, news)
      news.listeners++
      let seen = news.version
      let isOpen = true
      return {
        take() {
          if (seen === news.version) return []
          const fresh = [...news.byAgent.values()].filter(({ version }) => version > seen)
          seen = news.version
          return fresh.map(({ change }) => change)
        },
        close() {
          if (!isOpen) return
          isOpen = false
          if (--news.listeners === 0) newsByUser.delete(key)
        },
      }
    },
  }
}
