import { levelForXp } from '@arena/core'

export interface AgentInUse {
  readonly name: string
  /** Of the agent, over all time. */
  readonly xp: number
}

export interface StatusTexts {
  /** By session of Claude Code. */
  readonly agentBySession: ReadonlyMap<string, AgentInUse>
  /** For sessions that have none. */
  readonly lastAgent: AgentInUse | null
  readonly xpToday: number
}

const barWidth = 10
const unsafe = /[\p{C}\p{Zl}\p{Zp}]/gu

/** The file that status lines are read from: a session and its line on each line, and last `-` for all others. */
export function formatStatusFile({ agentBySession, lastAgent, xpToday }: StatusTexts): string {
  const sessions = [...agentBySession].filter(([session]) => /^[\w-]+$/.test(session) && session !== '-')
  const lines = sessions.map(([session, agent]) => `${session} ${formatStatus(agent, xpToday)}`)
  return `${[...lines, `- ${formatStatus(lastAgent, xpToday)}`].join('\n')}\n`
}

function formatStatus(agent: AgentInUse | null, xpToday: number): string {
  const today = `${xpToday.toLocaleString('en-US')} XP today`
  if (agent === null) return today
  const { level, xpInLevel, xpOfLevel } = levelForXp(agent.xp)
  const rounded = Math.round((xpInLevel / xpOfLevel) * barWidth)
  const filled = Math.min(barWidth - 1, Math.max(xpInLevel > 0 ? 1 : 0, rounded)) // full is the next level
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled)
  return `${agent.name.replaceAll(unsafe, ' ')} level ${level} ${bar} ${today}`
}
