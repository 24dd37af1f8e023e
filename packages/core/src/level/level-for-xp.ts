import { starsForLevel, type Title, titleForLevel, xpForLevel } from './level-curve.ts'

export interface LevelStanding {
  /** From 1. */
  readonly level: number
  readonly title: Title
  readonly stars: number
  /** XP gained since the level was reached. */
  readonly xpInLevel: number
  /** XP from the start of this level to the start of the next. */
  readonly xpOfLevel: number
  readonly xpToNextLevel: number
}

/** The level that `xp` stands for; XP below zero is level 1. */
export function levelForXp(xp: number): LevelStanding {
  const level = levelNumberForXp(xp)
  const start = xpForLevel(level)
  const next = xpForLevel(level + 1)
  return {
    level,
    title: titleForLevel(level),
    stars: starsForLevel(level),
    xpInLevel: xp - start,
    xpOfLevel: next - start,
    xpToNextLevel: next - xp,
  }
}

/** The inverse of `xpForLevel`: n = (1 + sqrt(1 + 4 xp / 50)) / 2, rounded down. */
export function levelNumberForXp(xp: number): number {
  const estimate = Math.max(1, Math.floor((1 + Math.sqrt(1 + (4 * Math.max(0, xp)) / 50)) / 2))
  if (xpForLevel(estimate + 1) <= xp) return estimate + 1 // the root was rounded to below a whole number
  if (estimate > 1 && xpForLevel(estimate) > xp) return estimate - 1
  return estimate
}
