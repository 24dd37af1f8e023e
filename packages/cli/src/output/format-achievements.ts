import { formatBar } from './format-bar.ts'
import { formatNumber } from './format-number.ts'
import { formatTime } from './format-time.ts'
import type { Screen } from './screen.ts'
import { formatTable } from './table.ts'

export interface AchievementView {
  readonly name: string
  readonly description: string
  readonly rarity: 'common' | 'rare' | 'epic' | 'legendary'
  readonly xpReward: number
  readonly unlockedAt: string | null
  /** 0..1 */
  readonly progress: number
  readonly isHidden: boolean
}

export interface AchievementsView {
  readonly unlocked: number
  readonly total: number
  readonly shown: readonly AchievementView[]
}

const colorByRarity = { common: 'white', rare: 'blue', epic: 'magenta', legendary: 'yellow' } as const

/** How many are unlocked, then a table: unlocked ones by their time, the others by how near they are. */
export function formatAchievements(
  { unlocked, total, shown }: AchievementsView,
  { colors, columns }: Screen,
): string[] {
  const heading = colors.bold(`${unlocked} of ${total} achievements unlocked`)
  if (shown.length === 0) return [heading]
  return [
    heading,
    ...formatTable(
      [
        { title: 'Achievement' },
        { title: 'Rarity', fit: 'leave' },
        { title: 'XP', align: 'right' },
        { title: 'Unlocked (UTC)' },
        { title: 'What for', fit: 'wrap' },
      ],
      shown
        .toSorted(compareAchievements)
        .map((achievement) => [
          { text: achievement.name, paint: achievement.unlockedAt === null ? colors.dim : colors.bold },
          { text: achievement.rarity, paint: colors[colorByRarity[achievement.rarity]] },
          formatNumber(achievement.xpReward),
          formatUnlocked(achievement),
          achievement.description,
        ]),
      { paintTitle: colors.dim, maxColumns: columns },
    ),
  ]
}

function formatUnlocked({ unlockedAt, isHidden, progress }: AchievementView): string {
  if (unlockedAt !== null) return formatTime(unlockedAt)
  if (isHidden) return 'not yet'
  return `${formatBar(progress, 10)} ${Math.floor(progress * 100)} %`
}

function compareAchievements(a: AchievementView, b: AchievementView): number {
  if (a.unlockedAt !== null && b.unlockedAt !== null)
    return Date.parse(a.unlockedAt) - Date.parse(b.unlockedAt)
  if (a.unlockedAt !== null || b.unlockedAt !== null) return a.unlockedAt !== null ? -1 : 1
  return b.progress - a.progress
}
