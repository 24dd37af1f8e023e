import { asc, eq } from 'drizzle-orm'
import type { TeamRecord } from '../../directory.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { teams } from '../schema/team.ts'

/** The teams of a workspace in order of their names, those archived too. */
export async function readTeams(connection: Connection, workspaceId: string): Promise<TeamRecord[]> {
  const [rows] = await readQueries(connection, [
    selectRows(teams, { where: eq(teams.workspaceId, workspaceId), orderBy: [asc(teams.nameKey)] }),
  ])
  return rows.map(({ id, name, createdAtInMs, archivedAtInMs }) => ({
    id,
    name,
    createdAtInMs,
    archivedAtInMs,
  }))
}
