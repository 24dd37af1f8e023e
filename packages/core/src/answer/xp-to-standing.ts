import { levelForXp } from '../level/level-for-xp.ts'
import type { StandingAnswer } from './report-answer.ts'

/** Where so much XP stands on the level curve. */
export function xpToStanding(xp: number, levelReached: number | null): StandingAnswer {
  const { level, title, stars, xpToNextLevel } = levelForXp(xp)
  return { xp, level, title, stars, xpToNextLevel, levelReached }
}
