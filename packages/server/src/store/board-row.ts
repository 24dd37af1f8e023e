import type { BoardWindow } from '@arena/core'

export const boardSubjects = ['agent', 'user'] as const
export type BoardSubject = (typeof boardSubjects)[number]

/** Which board of which period. `scopeId` is the user, team or project; the workspace's own id for its scope. */
export interface BoardAddress {
  readonly workspaceId: string
  readonly scope: 'user' | 'team' | 'project' | 'workspace'
  readonly scopeId: string
  readonly subject: BoardSubject
  readonly window: BoardWindow
  /** First day of the period, from `periodStart`. */
  readonly periodStart: number
}

export interface BoardRow {
  /** Agent key or user id. */
  readonly subjectId: string
  readonly name: string
  readonly xp: number
  readonly reports: number
  readonly successes: number
  readonly failures: number
  /** The `seq` at which the XP was reached: of equal scores the smaller comes first. */
  readonly reachedSeq: number
  /** XP in the scope over all time, for the level there. */
  readonly xpOfAllTime: number
}
