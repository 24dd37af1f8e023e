import { formatDuration } from '@arena/core'
import type { AgentView } from './format-agent.ts'
import { formatBar } from './format-bar.ts'
import { formatStars } from './format-level.ts'
import { formatNumber } from './format-number.ts'
import { formatQuality } from './format-quality.ts'
import { formatSuccess } from './format-success.ts'
import type { Screen } from './screen.ts'
import { formatTable } from './table.ts'

/** A table of agents, a line each. */
export function formatAgents(agents: readonly AgentView[], { colors, columns }: Screen): string[] {
  return formatTable(
    [
      { title: 'Agent', fit: 'cut' },
      { title: 'Level', align: 'right' },
      { title: 'Title' },
      { title: 'Stars', fit: 'leave' },
      { title: 'XP', align: 'right' },
      { title: 'Next level' },
      { title: 'Reports', align: 'right' },
      { title: 'Success' },
      { title: 'Mean time', fit: 'leave' },
      { title: 'Quality', fit: 'leave' },
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
      agent.meanDurationInMs === null ? 'not measured' : formatDuration(agent.meanDurationInMs),
      formatQuality(agent.meanQuality),
    ]),
    { paintTitle: colors.dim, maxColumns: columns },
  )
}
