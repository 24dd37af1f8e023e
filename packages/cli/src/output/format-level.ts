import type { Colors } from 'picocolors/types'
import { formatBar } from './format-bar.ts'
import { formatNumber } from './format-number.ts'

export interface LevelView {
  readonly xp: number
  readonly level: number
  readonly title: string
  readonly stars: number
  /** XP since the level began, of all that it takes. */
  readonly xpInLevel: number
  readonly xpOfLevel: number
  readonly xpToNextLevel: number
}

const barColumns = 20

/** One line: level, title, stars, XP, and a bar to the next level. */
export function formatLevel(standing: LevelView, colors: Colors): string {
  const bar = formatBar(standing.xpInLevel / standing.xpOfLevel, barColumns)
  return [
    `Level ${standing.level} ${standing.title} ${colors.yellow(formatStars(standing.stars))}`,
    `${formatNumber(standing.xp)} XP`,
    `${colors.cyan(bar)} ${formatNumber(standing.xpToNextLevel)} XP to level ${standing.level + 1}`,
  ].join('  ')
}

/** Five stars, so many of them full. */
export function formatStars(stars: number): string {
  return '★'.repeat(stars) + '☆'.repeat(5 - stars)
}
