import type { Screen } from './screen.ts'
import { formatTable } from './table.ts'

export interface TeamRowView {
  readonly id: string
  readonly name: string
  readonly archivedAt: string | null
  readonly members: readonly { readonly name: string }[]
}

/** A table of teams with the names of their members. */
export function formatTeams(teams: readonly TeamRowView[], { colors, columns }: Screen): string[] {
  if (teams.length === 0) return ['There is no team that you are in.']
  return formatTable(
    [{ title: 'Id' }, { title: 'Team', fit: 'cut' }, { title: 'Members', fit: 'wrap' }],
    teams.map(({ id, name, archivedAt, members }) => [
      id,
      { text: archivedAt === null ? name : `${name} (archived)`, paint: colors.bold },
      members.map((member) => member.name).join(', '),
    ]),
    { paintTitle: colors.dim, maxColumns: columns },
  )
}
