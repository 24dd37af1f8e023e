import { asc } from 'drizzle-orm'
import type { WorkspaceRecord } from '../../store.ts'
import type { Connection } from '../connection.ts'
import { readQueries, selectRows } from '../query.ts'
import { workspaces } from '../schema/workspace.ts'

/** All workspaces, the oldest first. */
export async function readWorkspaces(connection: Connection): Promise<WorkspaceRecord[]> {
  const [rows] = await readQueries(connection, [
    selectRows(workspaces, { orderBy: [asc(workspaces.createdAtInMs), asc(workspaces.id)] }),
  ])
  return rows.map(rowToWorkspace)
}

export function rowToWorkspace(row: typeof workspaces.$inferSelect): WorkspaceRecord {
  const { createdAtInMs: _, ...record } = row
  return record
}
