import type { rarities } from '../achievement/achievement.ts'
import type { BoardWindow } from '../calendar/period.ts'
import type { Title } from '../level/level-curve.ts'

interface UpdateBase {
  readonly userId: string
  /** ISO 8601: when the server received what led to it. */
  readonly at: string
}

/**
 * XP of a report, or of a correction of one: then `corrects` is the `seq` of the report's row, `xp` the change, which
 * may be negative, and `outcome` the one that counts now; null says that the report was taken out.
 */
export interface XpGained extends UpdateBase {
  readonly type: 'xp-gained'
  readonly seq: number
  readonly agent: string
  readonly reportId: string | null
  readonly corrects: number | null
  readonly outcome: string | null
  readonly xp: number
  readonly agentXp: number
  readonly agentLevel: number
  readonly userXp: number
  readonly userLevel: number
}

/** A level above any held before. */
export interface LevelReached extends UpdateBase {
  readonly type: 'level-reached'
  readonly seq: number
  readonly subject: 'agent' | 'user'
  /** The agent, when it is the subject. */
  readonly agent: string | null
  readonly level: number
  readonly title: Title
}

export interface AchievementUnlocked extends UpdateBase {
  readonly type: 'achievement-unlocked'
  readonly seq: number
  readonly achievementId: string
  readonly name: string
  readonly description: string
  readonly rarity: (typeof rarities)[number]
  /** Name of a sign in the page's set. */
  readonly icon: string
  /** The reward as it was granted. */
  readonly xp: number
  /** The agent whose report, or correction of one, unlocked it. */
  readonly agent: string | null
}

/** A new place of an agent on the workspace's board of the week. It follows from others, so it has no `seq`. */
export interface RankChanged extends UpdateBase {
  readonly type: 'rank-changed'
  readonly agent: string
  readonly rank: number
  /** Null when it was not on the board before. */
  readonly rankBefore: number | null
}

/** The first places of a board, which are others than before. They follow from the ledger, so they have no `seq`. */
export interface BoardChanged {
  readonly type: 'board-changed'
  readonly at: string
  readonly board: {
    readonly subject: 'agent' | 'user' | 'team'
    readonly scope: 'user' | 'team' | 'project' | 'workspace'
    /** The user, team or project; of the workspace's own boards, the workspace. */
    readonly scopeId: string
    readonly window: BoardWindow
    /** First and last day, YYYY-MM-DD; all time has no last day. */
    readonly periodStart: string
    readonly periodEnd: string | null
    readonly entries: readonly BoardChangedEntry[]
  }
}

export interface BoardChangedEntry {
  /** From 1; equal scores share a rank. */
  readonly rank: number
  /** Agent key, user id or team id. */
  readonly id: string
  readonly name: string
  readonly xp: number
  readonly level: number
  readonly title: Title
  readonly stars: number
  readonly reports: number
  readonly successes: number
  readonly failures: number
}

/** What a stream of a user, team or project tells; a board's stream tells `board-changed` alone. */
export type Update = XpGained | LevelReached | AchievementUnlocked | RankChanged | BoardChanged
export type UpdateType = Update['type']

/** What a subscription delivers: the updates of one or more ledger rows, or the word that there is a gap. */
export type UpdateFrame =
  | { readonly updates: readonly Update[] }
  /** What came before cannot be given any more; read the present state afresh. */
  | { readonly reset: true; readonly updates: readonly [] }
