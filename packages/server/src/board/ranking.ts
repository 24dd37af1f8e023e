import { createXpCounts } from './xp-counts.ts'

/** A board in memory: the XP of its subjects, and the ranks that follow. */
export interface Ranking {
  readonly size: number
  set(id: string, xp: number): void
  /** Null when the subject is not on the board. */
  xpOf(id: string): number | null
  /** From 1; equal scores share a rank. Null when the subject is not on the board. */
  rankOf(id: string): number | null
}

export function createRanking(): Ranking {
  const xpById = new Map<string, number>()
  const counts = createXpCounts()
  return {
    get size() {
      return xpById.size
    },
    set(id, xp) {
      const held = xpById.get(id)
      if (held === xp) return
      if (held !== undefined) counts.add(held, -1)
      counts.add(xp, 1)
      xpById.set(id, xp)
    },
    xpOf: (id) => xpById.get(id) ?? null,
    rankOf(id) {
      const xp = xpById.get(id)
      return xp === undefined ? null : counts.rankOf(xp)
    },
  }
}
