import { and, asc, eq } from 'drizzle-orm'
import type { MemberRecord } from '../../directory.ts'
import type { UserId } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { teamMembers } from '../schema/team.ts'
import { users } from '../schema/user.ts'

/** The members of a workspace in order of their names, those removed too. */
export async function readMembers(connection: Connection, workspaceId: string): Promise<MemberRecord[]> {
  const [rows, placed] = await readQueries(connection, [
    selectRows(users, { where: eq(users.workspaceId, workspaceId), orderBy: [asc(users.nameKey)] }),
    selectRows(teamMembers, { where: eq(teamMembers.workspaceId, workspaceId) }),
  ])
  const teamByUser = new Map(placed.map(({ userId, teamId }) => [userId, teamId]))
  return rows.map((row) => rowToMember(row, teamByUser.get(row.id)))
}

export async function readMember(
  connection: Connection,
  { workspaceId, userId }: UserId,
): Promise<MemberRecord | null> {
  const [[row], [placed]] = await readQueries(connection, [
    selectRows(users, { where: and(eq(users.workspaceId, workspaceId), eq(users.id, userId)) }),
    selectRows(teamMembers, {
      where: and(eq(teamMembers.workspaceId, workspaceId), eq(teamMembers.userId, userId)),
    }),
  ])
  return row ? rowToMember(row, placed?.teamId) : null
}

function rowToMember(
  { workspaceId: _, nameKey: __, ...member }: typeof users.$inferSelect,
  teamId: string | undefined,
): MemberRecord {
  return { ...member, teamId: teamId ?? null }
}
