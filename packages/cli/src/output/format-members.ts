import { formatTime } from './format-time.ts'
import type { Screen } from './screen.ts'
import { formatTable } from './table.ts'

export interface MemberRowView {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly teamId: string | null
  readonly joinedAt: string
  readonly removedAt: string | null
}

/** A table of members; a team that is not among `teamNameById` stays unnamed. Times are UTC. */
export function formatMembers(
  members: readonly MemberRowView[],
  { teamNameById, colors, columns }: Screen & { readonly teamNameById: ReadonlyMap<string, string> },
): string[] {
  return formatTable(
    [
      { title: 'Id' },
      { title: 'Name', fit: 'cut' },
      { title: 'Role' },
      { title: 'Team', fit: 'leave' },
      { title: 'Joined (UTC)', fit: 'leave' },
      { title: '' },
    ],
    members.map(({ id, name, role, teamId, joinedAt, removedAt }) => [
      id,
      { text: name, paint: colors.bold },
      role,
      teamId === null ? '' : (teamNameById.get(teamId) ?? 'another'),
      formatTime(joinedAt),
      removedAt === null ? '' : `removed ${formatTime(removedAt)}`,
    ]),
    { paintTitle: colors.dim, maxColumns: columns },
  )
}
