import type { Colors } from 'picocolors/types'
import { cleanText } from './clean-text.ts'
import { formatCount } from './format-count.ts'
import { formatLevel, type LevelView } from './format-level.ts'
import { formatSuccess } from './format-success.ts'

export interface MeView extends LevelView {
  readonly user: { readonly name: string }
  readonly workspace: { readonly name: string }
  readonly reports: number
  readonly successes: number
  readonly failures: number
  readonly achievements: number
  readonly streakDays: number
  readonly longestStreakDays: number
}

interface FormatMeOptions {
  /** How many the user has, also those without a success. */
  readonly agents: number
  readonly colors: Colors
}

/** Lines about the user: level and bar first, then what led there. */
export function formatMe(me: MeView, { agents, colors }: FormatMeOptions): string[] {
  const streak = me.streakDays === 0 ? 'no streak now' : `${formatCount(me.streakDays, 'day')} in a row`
  return [
    formatName(me, colors),
    formatLevel(me, colors),
    [
      formatCount(me.reports, 'report'),
      `success ${formatSuccess(me)}`,
      formatCount(agents, 'agent'),
      formatCount(me.achievements, 'achievement'),
    ].join(', '),
    `${streak} (longest ${me.longestStreakDays})`,
  ]
}

/** A workspace of one's own has its user's name. */
function formatName({ user, workspace }: MeView, colors: Colors): string {
  const name = colors.bold(cleanText(user.name))
  return user.name === workspace.name ? name : `${name} in ${cleanText(workspace.name)}`
}
