import type { AmendableFact } from '../correction/outranked-facts.ts'
import type { ScoredAnswer } from './report-answer.ts'

/** What an amendment made of a report, or taking it out. */
export interface CorrectionAnswer extends Pick<ScoredAnswer, 'agent' | 'user' | 'achievements' | 'rank'> {
  /** `unchanged`: the report was so already, and nothing was written. */
  readonly status: 'corrected' | 'unchanged'
  readonly reportId: string
  /** Of the correcting row; null when there is none. */
  readonly seq: number | null
  /** Of the report: before, the change, and now. */
  readonly xpBefore: number
  readonly xpChange: number
  readonly xp: number
  /** Whether the report is taken out. */
  readonly isVoid: boolean
  /** Stated facts that have no effect, since a reviewer or a better source has said otherwise. */
  readonly outranked: readonly AmendableFact[]
}
