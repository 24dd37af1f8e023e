import { asc, eq } from 'drizzle-orm'
import type { ProjectRecord } from '../../directory.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { projects } from '../schema/project.ts'

/** The projects of a workspace in order of their names, those archived too. */
export async function readProjects(connection: Connection, workspaceId: string): Promise<ProjectRecord[]> {
  const [rows] = await readQueries(connection, [
    selectRows(projects, {
      where: eq(projects.workspaceId, workspaceId),
      orderBy: [asc(projects.nameKey), asc(projects.name)],
    }),
  ])
  return rows.map(({ name, createdAtInMs, archivedAtInMs }) => ({ name, createdAtInMs, archivedAtInMs }))
}
