import { asc, eq } from 'drizzle-orm'
import type { UserRecord } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { users } from '../schema/user.ts'

/** The users of a workspace in order of their names. */
export async function readUsers(connection: Connection, workspaceId: string): Promise<UserRecord[]> {
  const [rows] = await readQueries(connection, [
    selectRows(users, { where: eq(users.workspaceId, workspaceId), orderBy: [asc(users.nameKey)] }),
  ])
  return rows.map(rowToUser)
}

export function rowToUser({ id, name, zone }: typeof users.$inferSelect): UserRecord {
  return { id, name, zone }
}
