import type { Complexity, EvidenceType } from '../report.ts'

/** How a score came about; kept in the ledger with the score. Factors and quality are rounded, for showing. */
export interface Breakdown {
  readonly basePoints: number
  readonly factors: {
    readonly complexity: number
    readonly quality: number
    readonly speed: number
    readonly custom: number
    readonly streak: number
    readonly outcome: number
  }
  readonly bonusPoints: number
  readonly evidencePoints: number
  /** The complexity that counted; null when none was given. */
  readonly complexity: Complexity | null
  readonly isComplexityInferred: boolean
  /** Mean of the scores given, 0..1; null when none was. */
  readonly quality: number | null
  readonly expectedDurationInMs: number
  readonly streakDays: number
  readonly evidence: readonly EvidenceWorth[]
  /** What was stated above its limit, with what counted instead. */
  readonly clamped: readonly Clamp[]
}

export interface EvidenceWorth {
  readonly type: EvidenceType
  readonly points: number
  /** Left out when somebody stated it. */
  readonly isInferred?: true
}

export interface Clamp {
  readonly field: 'basePoints' | 'bonusPoints' | 'multipliers' | 'complexityInferred'
  readonly stated: number
  readonly counted: number
}
