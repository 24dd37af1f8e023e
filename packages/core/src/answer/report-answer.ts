import type { ErrorCode, Issue } from '../error.ts'
import type { Title } from '../level/level-curve.ts'
import type { UnlockAnswer } from './rows-to-unlocks.ts'

/** Where an agent or a user stands after a report or a correction. */
export interface StandingAnswer {
  readonly xp: number
  readonly level: number
  readonly title: Title
  readonly stars: number
  readonly xpToNextLevel: number
  /** The level that the report or correction and its unlocks reached for the first time, or null. */
  readonly levelReached: number | null
}

/** What a report was worth; a duplicate is answered with its first result. */
export interface ScoredAnswer {
  readonly status: 'scored' | 'duplicate'
  readonly id: string
  readonly seq: number
  /** Of the report alone. */
  readonly xp: number
  readonly agent: StandingAnswer & { readonly name: string }
  readonly user: StandingAnswer
  readonly achievements: readonly UnlockAnswer[]
  /** The agent's place on the workspace's board of the week; null in the answer to a duplicate. */
  readonly rank: { readonly now: number; readonly before: number | null } | null
}

export interface RejectedAnswer {
  readonly status: 'rejected'
  /** Null when the report had no readable id. */
  readonly id: string | null
  readonly code: ErrorCode
  readonly message: string
  readonly issues: readonly Issue[]
}

export type ReportAnswer = ScoredAnswer | RejectedAnswer
