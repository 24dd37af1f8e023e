import type { BoardWindow } from '@arena/core'

export const boardSubjects = ['agent', 'user', 'team'] as const
export type BoardSubject = (typeof boardSubjects)[number]

export const boardScopes = ['user', 'team', 'project', 'workspace'] as const
export type BoardScope = (typeof boardScopes)[number]

/** Which board of which period. `scopeId` is the user, team or project; the workspace's own id for its scope. */
export interface BoardAddress {
  readonly workspaceId: string
  readonly scope: BoardScope
  readonly scopeId: string
  readonly subject: BoardSubject
  readonly window: BoardWindow
  /** First day of the period, from `periodStart`. */
  readonly periodStart: number
}

/** Where a row stands on its board: no two rows of one board have the same place. */
export interface BoardPlace {
  readonly xp: number
  /** The `seq` at which the XP was reached: of equal scores the smaller comes first. */
  readonly reachedSeq: number
}

export interface BoardRow extends BoardPlace {
  /** From 1, by XP; equal scores share a rank. */
  readonly rank: number
  /** Agent key, user id or team id. */
  readonly subjectId: string
  readonly name: string
  readonly reports: number
  readonly successes: number
  readonly failures: number
  /** Successes with a duration, and the sum of their durations. */
  readonly timedSuccesses: number
  readonly timedSuccessesInMs: number
  /** XP in the scope over all time, for the level there. */
  readonly xpOfAllTime: number
}

export interface BoardPage {
  /** The rows after this place; from the top when null. */
  readonly after: BoardPlace | null
  readonly limit: number
}

/** A subject among its neighbours, in the order of the board. */
export interface BoardSurroundings {
  readonly rows: readonly BoardRow[]
  /** How many stand on the board. */
  readonly size: number
  /** From the subject's XP to the next higher; null at the top. */
  readonly xpToNextRank: number | null
}

/** XP of some subjects of a board, in order of their ids (code points), as it is at the watermark. */
export interface BoardXp {
  readonly watermark: number
  readonly xpBySubject: readonly (readonly [subjectId: string, xp: number])[]
}
