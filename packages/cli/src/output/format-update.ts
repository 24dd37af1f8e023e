import { levelForXp, type Update, type XpGained } from '@arena/core'
import { cleanText } from './clean-text.ts'
import { formatBar } from './format-bar.ts'
import { formatGain, formatNumber } from './format-number.ts'
import type { Screen } from './screen.ts'
import { cutText, textWidth } from './text-width.ts'

const nameColumns = 24
const gainColumns = 9
const outcomeColumns = 9
const levelColumns = 8
const barColumns = 16
const narrowBarColumns = 10
const fullColumns = 106 // of a line with the longest of all its parts

/** One line about an update. What happens seldom stands out from the XP that flows by. */
export function formatUpdate(update: Update, { colors, columns = fullColumns }: Screen): string {
  const time = colors.dim(update.at.slice(11, 19))
  switch (update.type) {
    case 'xp-gained': {
      const { level, xpInLevel, xpOfLevel, xpToNextLevel } = levelForXp(update.agentXp)
      const gain = `${formatGain(update.xp)} XP`.padStart(gainColumns)
      const outcome = correctionWord(update).padEnd(outcomeColumns)
      const isNarrow = columns < fullColumns
      const bar = formatBar(xpInLevel / xpOfLevel, isNarrow ? narrowBarColumns : barColumns)
      return [
        time,
        colors.bold(padName(update.agent)),
        update.xp > 0 ? colors.green(gain) : colors.red(gain),
        outcomeColor(outcome.trim(), colors)(outcome),
        `level ${level}`.padEnd(levelColumns),
        colors.cyan(bar),
        ...(isNarrow ? [] : [colors.dim(`${formatNumber(xpToNextLevel)} XP to level ${level + 1}`)]),
      ].join('  ')
    }
    case 'level-reached': {
      const who = update.subject === 'user' ? 'You' : shortName(update.agent ?? '')
      return `${time}  ${colors.bold(colors.magenta(`>> ${who} reached level ${update.level}, ${update.title}`))}`
    }
    case 'achievement-unlocked': {
      const what = `** Unlocked ${cleanText(update.name)} (${update.rarity}), ${formatGain(update.xp)} XP`
      return `${time}  ${colors.bold(colors.yellow(what))}`
    }
    case 'rank-changed': {
      const before = update.rankBefore === null ? 'new on the board' : `before: ${update.rankBefore}`
      return `${time}  ${colors.blue(`${shortName(update.agent)} is rank ${update.rank} of the week (${before})`)}`
    }
    case 'board-changed': {
      const [first] = update.board.entries
      const leader = first
        ? `${shortName(first.name)} leads with ${formatNumber(first.xp)} XP`
        : 'nobody is on it'
      return `${time}  ${colors.blue(`Board of the ${update.board.scope}: ${leader}`)}`
    }
  }
}

function correctionWord({ corrects, outcome }: XpGained): string {
  if (corrects === null) return outcome ?? ''
  return outcome === null ? 'taken out' : 'corrected'
}

function outcomeColor(outcome: string, colors: Screen['colors']) {
  return outcome === 'failure' ? colors.red : colors.dim
}

function shortName(name: string): string {
  return cutText(cleanText(name), nameColumns)
}

function padName(name: string): string {
  const cut = shortName(name)
  return cut + ' '.repeat(nameColumns - textWidth(cut))
}
