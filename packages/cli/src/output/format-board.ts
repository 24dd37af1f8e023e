import { formatNumber } from './format-number.ts'
import { formatSuccess } from './format-success.ts'
import type { Screen } from './screen.ts'
import { formatTable } from './table.ts'

export interface BoardView {
  readonly subject: string
  readonly scope: string
  readonly window: 'day' | 'week' | 'month' | 'all'
  readonly periodStart: string
  readonly entries: readonly {
    readonly rank: number
    readonly name: string
    readonly xp: number
    readonly level: number
    readonly title: string
    readonly reports: number
    readonly successes: number
    readonly failures: number
    readonly isMine: boolean
  }[]
}

/** What is ranked and when, then a table of the ranks. */
export function formatBoard(board: BoardView, { colors, columns }: Screen): string[] {
  const heading = colors.bold(`${formatSubject(board)}, ${formatPeriod(board)}`)
  if (board.entries.length === 0) return [heading, 'Nobody has gained XP in this period yet.']
  const isMixed = board.entries.some(({ isMine }) => !isMine)
  return [
    heading,
    ...formatTable(
      [
        { title: 'Rank', align: 'right' },
        { title: board.subject === 'agent' ? 'Agent' : 'User', fit: 'cut' },
        { title: 'XP', align: 'right' },
        { title: 'Level', align: 'right' },
        { title: 'Title' },
        { title: 'Reports', align: 'right' },
        { title: 'Success' },
        { title: '' },
      ],
      board.entries.map((entry) => [
        { text: String(entry.rank), paint: entry.rank <= 3 ? colors.yellow : (text: string) => text },
        { text: entry.name, paint: colors.bold },
        { text: formatNumber(entry.xp), paint: colors.green },
        String(entry.level),
        entry.title,
        formatNumber(entry.reports),
        formatSuccess(entry),
        isMixed && entry.isMine ? 'yours' : '',
      ]),
      { paintTitle: colors.dim, maxColumns: columns },
    ),
  ]
}

function formatSubject({ subject, scope }: BoardView): string {
  const who = subject === 'agent' ? 'Agents' : 'Users'
  return scope === 'user' ? `Your ${who.toLowerCase()}` : `${who} of the workspace`
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
