import type { Update } from '@arena/core'
import type { Paint } from './paint.ts'

/** One line for an update. */
export function describeUpdate(update: Update, paint: Paint): string {
  switch (update.type) {
    case 'xp-gained': {
      const xp = paint('cyan', `${signed(update.xp)} XP`.padStart(8))
      return `${xp}  ${update.agent}  ${paint('dim', `${update.agentXp} XP, level ${update.agentLevel}`)}`
    }
    case 'level-reached': {
      const subject = update.subject === 'agent' ? `${update.agent} is` : 'You are'
      return `${paint('green', 'level'.padStart(8))}  ${subject} now level ${update.level}, ${update.title}`
    }
    case 'achievement-unlocked': {
      const name = paint('bold', update.name)
      return `${paint('yellow', 'unlocked'.padStart(8))}  ${name}, ${update.rarity} (${signed(update.xp)} XP)`
    }
    case 'rank-changed': {
      const before = update.rankBefore === null ? 'new on the board' : `before ${update.rankBefore}`
      return `${paint('magenta', 'rank'.padStart(8))}  ${update.agent} is ${update.rank} of the week, ${before}`
    }
    case 'board-changed':
      return `${paint('magenta', 'board'.padStart(8))}  ${update.board.entries.map(({ name }) => name).join(', ')}`
  }
}

const signed = (xp: number): string => (xp < 0 ? `${xp}` : `+${xp}`)
