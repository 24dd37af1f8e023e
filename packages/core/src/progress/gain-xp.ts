import { levelNumberForXp } from '../level/level-for-xp.ts'

interface Levelled {
  readonly xp: number
  readonly level: number
  readonly highestLevel: number
}

/** `holder` with `xp` more, or fewer when negative. A level may fall, the highest level held never does. */
export function gainXp<T extends Levelled>(holder: T, xp: number): T {
  const total = holder.xp + xp
  const level = levelNumberForXp(total)
  return { ...holder, xp: total, level, highestLevel: Math.max(level, holder.highestLevel) }
}

/** The level newly reached between two states, or null; only levels above the highest ever held count. */
export function levelReached(
  before: Pick<Levelled, 'highestLevel'>,
  after: Pick<Levelled, 'highestLevel'>,
): number | null {
  return after.highestLevel > before.highestLevel ? after.highestLevel : null
}
