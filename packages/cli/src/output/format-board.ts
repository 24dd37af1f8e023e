import { formatDuration } from '@arena/core'
import { formatNumber } from './format-number.ts'
import { formatSuccess } from './format-success.ts'
import { formatSuccessRange } from './format-success-range.ts'
import type { Screen } from './screen.ts'
import { type Cell, formatTable } from './table.ts'

export interface BoardView {
  readonly subject: 'agent' | 'user' | 'team'
  readonly scope: 'user' | 'team' | 'project' | 'workspace'
  readonly scopeName: string
  readonly window: 'day' | 'week' | 'month' | 'all'
  readonly periodStart: string
  readonly sort: 'xp' | 'level' | 'success-rate' | 'mean-duration'
  readonly entries: readonly BoardEntryView[]
}

interface BoardEntryView {
  readonly rank: number | null
  readonly name: string
  readonly xp: number
  readonly level: number
  readonly title: string
  readonly reports: number
  readonly successes: number
  readonly failures: number
  readonly successRate: Parameters<typeof formatSuccessRange>[0] | null
  readonly meanDurationInMs: number | null
  readonly timedSuccesses: number
  readonly isMine: boolean
}

/** What is ranked and when, then a table of the ranks. */
export function formatBoard(board: BoardView, { colors, columns }: Screen): string[] {
  const heading = colors.bold(`${formatSubject(board)}, ${formatPeriod(board)}${formatSort(board)}`)
  if (board.entries.length === 0) return [heading, 'Nobody has gained XP in this period yet.']
  const isMixed = board.entries.some(({ isMine }) => !isMine)
  const measure = measureColumn(board)
  return [
    heading,
    ...formatTable(
      [
        { title: 'Rank', align: 'right' },
        { title: titles[board.subject], fit: 'cut' },
        { title: 'XP', align: 'right' },
        { title: 'Level', align: 'right' },
        { title: 'Title' },
        { title: 'Reports', align: 'right' },
        { title: 'Success' },
        ...measure.map(({ title }) => ({ title })),
        { title: '' },
      ],
      board.entries.map((entry) => [
        {
          text: entry.rank === null ? '' : String(entry.rank),
          paint: (entry.rank ?? 4) <= 3 ? colors.yellow : (text: string) => text,
        },
        { text: entry.name, paint: colors.bold },
        { text: formatNumber(entry.xp), paint: colors.green },
        String(entry.level),
        entry.title,
        formatNumber(entry.reports),
        formatSuccess(entry),
        ...measure.map(({ cell }) => cell(entry)),
        isMixed && entry.isMine ? 'yours' : '',
      ]),
      { paintTitle: colors.dim, maxColumns: columns },
    ),
  ]
}

const titles = { agent: 'Agent', user: 'User', team: 'Team' } as const

/** What the board is sorted by, where the table does not show it anyway. */
function measureColumn({ sort }: BoardView): { title: string; cell: (entry: BoardEntryView) => Cell }[] {
  if (sort === 'success-rate') {
    return [
      { title: 'Likely', cell: ({ successRate }) => (successRate ? formatSuccessRange(successRate) : '') },
    ]
  }
  if (sort === 'mean-duration') return [{ title: 'Mean', cell: formatMean }]
  return []
}

function formatMean({ meanDurationInMs, timedSuccesses }: BoardEntryView): string {
  if (meanDurationInMs === null) return 'not measured'
  return `${formatDuration(meanDurationInMs)} of ${formatNumber(timedSuccesses)}`
}

function formatSubject({ subject, scope, scopeName }: BoardView): string {
  const who = `${titles[subject]}s`
  switch (scope) {
    case 'user':
      return `Your ${who.toLowerCase()}`
    case 'workspace':
      return `${who} of the workspace`
    default:
      return `${who} of the ${scope} ${scopeName}`
  }
}

function formatPeriod({ window, periodStart }: BoardView): string {
  switch (window) {
    case 'day':
      return `day ${periodStart}`
    case 'week':
      return `week from Monday ${periodStart}`
    case 'month':
      return `month ${periodStart.slice(0, 7)}`
    case 'all':
      return 'all time'
  }
}

function formatSort({ sort }: BoardView): string {
  return sort === 'xp' ? '' : `, by ${sort.replace('-', ' ')}`
}
