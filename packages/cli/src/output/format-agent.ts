import { formatDuration } from '@arena/core'
import type { Colors } from 'picocolors/types'
import { cleanText } from './clean-text.ts'
import { formatLevel, type LevelView } from './format-level.ts'
import { formatNumber } from './format-number.ts'
import { formatQuality } from './format-quality.ts'
import { formatSuccess } from './format-success.ts'
import { formatTime } from './format-time.ts'
import { formatTable } from './table.ts'

export interface AgentView extends LevelView {
  readonly name: string
  readonly displayName: string | null
  readonly category: string | null
  readonly specialties: readonly string[]
  readonly reports: number
  readonly successes: number
  readonly failures: number
  readonly cancelled: number
  readonly unknown: number
  readonly meanDurationInMs: number | null
  readonly meanQuality: number | null
  readonly errorsResolved: number
  readonly firstAt: string
  readonly lastAt: string
}

/** All that is known of one agent. */
export function formatAgent(agent: AgentView, colors: Colors): string[] {
  const { name, displayName, category, specialties } = agent
  const facts = formatTable(
    [{ title: '' }, { title: '' }],
    [
      ...(category === null ? [] : [['Category', category]]),
      ...(specialties.length === 0 ? [] : [['Good at', specialties.join(', ')]]),
      ['Reports', formatNumber(agent.reports)],
      ['Success', formatSuccess(agent)],
      ['Cancelled', formatNumber(agent.cancelled)],
      ['Outcome unknown', formatNumber(agent.unknown)],
      [
        'Mean time',
        agent.meanDurationInMs === null ? 'not measured' : formatDuration(agent.meanDurationInMs),
      ],
      ['Mean quality', formatQuality(agent.meanQuality)],
      ['Errors resolved', formatNumber(agent.errorsResolved)],
      ['First report', `${formatTime(agent.firstAt)} UTC`],
      ['Last report', `${formatTime(agent.lastAt)} UTC`],
    ],
  )
  const title = displayName === null ? name : `${displayName} (${name})`
  return [colors.bold(cleanText(title)), formatLevel(agent, colors), ...facts.slice(1)]
}
