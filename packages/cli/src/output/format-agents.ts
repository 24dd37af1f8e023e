import type { Colors } from 'picocolors/types'
import { formatBar } from './bar.ts'
import type { AgentView } from './format-agent.ts'
import { formatDuration } from './format-duration.ts'
import { formatStars } from './format-level.ts'
import { formatNumber } from './format-number.ts'
import { formatQuality } from './format-quality.ts'
import { formatSuccess } from './format-success.ts'
import { formatTable } from './table.ts'

/** A table of agents, a line each. */
export function formatAgents(agents: readonly AgentView[], colors: Colors): string[] {
  return formatTable(
    [
      { title: 'Agent' },
      { title: 'Level', align: 'right' },
      { title: 'Title' },
      { title: 'Stars' },
      { title: 'XP', align: 'right' },
      { title: 'To next level' },
      { title: 'Reports', align: 'right' },
      { title: 'Success' },
      { title: 'Mean time' },
      { title: 'Quality' },
    ],
    agents.map((agent) => [
      { text: agent.name, paint: colors.bold },
      String(agent.level),
      agent.title,
      { text: formatStars(agent.stars), paint: colors.yellow },
      formatNumber(agent.xp),
      { text: formatBar(agent.xpInLevel / agent.xpOfLevel, 10), paint: colors.cyan },
      formatNumber(agent.reports),
      formatSuccess(agent),
      formatDuration(agent.meanDurationInMs),
      formatQuality(agent.meanQuality),
    ]),
    { paintTitle: colors.dim },
  )
}
