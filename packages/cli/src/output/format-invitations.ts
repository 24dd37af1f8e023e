import { formatTime } from './format-time.ts'
import type { Screen } from './screen.ts'
import { formatTable } from './table.ts'

export interface InvitationRowView {
  readonly id: string
  readonly role: string
  readonly teamId: string | null
  readonly invitedBy: string
  readonly expiresAt: string
}

/** A table of invitations; `nameById` is of members and teams. Times are UTC. */
export function formatInvitations(
  invitations: readonly InvitationRowView[],
  { nameById, colors, columns }: Screen & { readonly nameById: ReadonlyMap<string, string> },
): string[] {
  if (invitations.length === 0) return ['No invitation is open.']
  return formatTable(
    [
      { title: 'Id' },
      { title: 'Role' },
      { title: 'Team', fit: 'leave' },
      { title: 'Made by', fit: 'cut' },
      { title: 'Expires (UTC)', fit: 'leave' },
    ],
    invitations.map(({ id, role, teamId, invitedBy, expiresAt }) => [
      id,
      role,
      teamId === null ? '' : (nameById.get(teamId) ?? teamId),
      nameById.get(invitedBy) ?? invitedBy,
      formatTime(expiresAt),
    ]),
    { paintTitle: colors.dim, maxColumns: columns },
  )
}
