import { levelForXp, type Update } from '@arena/core'
import type { Colors } from 'picocolors/types'
import { formatBar } from './bar.ts'
import { cleanText } from './clean-text.ts'
import { formatGain, formatNumber } from './format-number.ts'
import { cutText, textWidth } from './text-width.ts'

const nameColumns = 24
const gainColumns = 9
const outcomeColumns = 9
const barColumns = 16

/** One line about an update. What happens seldom stands out from the XP that flows by. */
export function formatUpdate(update: Update, colors: Colors): string {
  const time = colors.dim(update.at.slice(11, 19))
  switch (update.type) {
    case 'xp-gained': {
      const { level, xpInLevel, xpOfLevel, xpToNextLevel } = levelForXp(update.agentXp)
      const gain = `${formatGain(update.xp)} XP`.padStart(gainColumns)
      const outcome = (update.corrects !== null ? 'corrected' : (update.outcome ?? '')).padEnd(outcomeColumns)
      return [
        time,
        colors.bold(padName(update.agent)),
        update.xp > 0 ? colors.green(gain) : colors.red(gain),
        outcomeColor(outcome.trim(), colors)(outcome),
        `level ${level}`,
        colors.cyan(formatBar(xpInLevel / xpOfLevel, barColumns)),
        colors.dim(`${formatNumber(xpToNextLevel)} XP to level ${level + 1}`),
      ].join('  ')
    }
    case 'level-reached': {
      const who = update.subject === 'user' ? 'You' : cleanText(update.agent ?? '')
      return `${time}  ${colors.bold(colors.magenta(`>> ${who} reached level ${update.level}, ${update.title}`))}`
    }
    case 'achievement-unlocked': {
      const what = `** Unlocked ${cleanText(update.name)} (${update.rarity}), ${formatGain(update.xp)} XP`
      return `${time}  ${colors.bold(colors.yellow(what))}`
    }
    case 'rank-changed': {
      const before = update.rankBefore === null ? 'new on the board' : `before: ${update.rankBefore}`
      return `${time}  ${colors.blue(`${cleanText(update.agent)} is rank ${update.rank} of the week (${before})`)}`
    }
  }
}

function outcomeColor(outcome: string, colors: Colors) {
  return outcome === 'failure' ? colors.red : colors.dim
}

function padName(name: string): string {
  const cut = cutText(cleanText(name), nameColumns)
  return cut + ' '.repeat(nameColumns - textWidth(cut))
}
