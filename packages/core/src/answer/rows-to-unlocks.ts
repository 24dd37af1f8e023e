import type { Achievement } from '../achievement/achievement.ts'
import type { LedgerRow } from '../ledger/ledger-row.ts'

/** An achievement that a report or a correction unlocked, with its reward. */
export interface UnlockAnswer {
  readonly id: string
  readonly name: string
  readonly xp: number
}

/** The unlocks among some rows, but for those of entries that the catalog does not know. */
export function rowsToUnlocks(
  rows: readonly LedgerRow[],
  achievementById: ReadonlyMap<string, Achievement>,
): readonly UnlockAnswer[] {
  return rows.flatMap(({ achievementId, xp }) => {
    const entry = achievementId === null ? undefined : achievementById.get(achievementId)
    return entry ? [{ id: entry.id, name: entry.name, xp }] : []
  })
}
