import { and, asc, eq, sql } from 'drizzle-orm'
import type { InvitationRecord } from '../../directory.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { invitations } from '../schema/invitation.ts'

/** The invitations of a workspace, the oldest first. */
export async function readInvitations(
  connection: Connection,
  workspaceId: string,
): Promise<InvitationRecord[]> {
  const [rows] = await readQueries(connection, [
    selectRows(invitations, {
      where: eq(invitations.workspaceId, workspaceId),
      orderBy: [asc(invitations.createdAtInMs), asc(invitations.id)],
    }),
  ])
  return rows.map(({ workspaceId: _, hash: __, ...invitation }) => invitation)
}

/** The invitation whose code has this SHA-256, used and revoked ones too; null when there is none. */
export async function findInvitation(
  connection: Connection,
  hash: string,
): Promise<(InvitationRecord & { readonly workspaceId: string }) | null> {
  const isKnown = sql`(${invitations.workspaceId}, ${invitations.id}) IN
    (SELECT workspace_id, invitation_id FROM invitation_directory WHERE hash = ${hash})`
  const [[row]] = await readQueries(connection, [
    selectRows(invitations, { where: and(isKnown, eq(invitations.hash, hash)) }),
  ])
  if (!row) return null
  const { hash: _, ...invitation } = row
  return invitation
}
