/** XP at which level n starts: 50 n (n - 1). */
export function xpForLevel(level: number): number {
  return 50 * level * (level - 1)
}

export const titles = ['Recruit', 'Specialist', 'Expert', 'Master', 'Elite', 'Legend'] as const
export type Title = (typeof titles)[number]

/** The title of a level; every level from 6 on is a Legend. */
export function titleForLevel(level: number): Title {
  return titles[Math.min(level, titles.length) - 1] ?? 'Recruit'
}

/** 0 to 5 stars. */
export function starsForLevel(level: number): number {
  return Math.min(level - 1, 5)
}
