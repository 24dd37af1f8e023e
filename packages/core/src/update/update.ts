import type { rarities } from '../achievement/achievement.ts'
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

export type Update = XpGained | LevelReached | AchievementUnlocked | RankChanged
export type UpdateType = Update['type']

/** What a subscription delivers: the updates of one or more ledger rows, or the word that there is a gap. */
export type UpdateFrame =
  | { readonly updates: readonly Update[] }
  /** What came before cannot be given any more; read the present state afresh. */
  | { readonly reset: true; readonly updates: readonly [] }
