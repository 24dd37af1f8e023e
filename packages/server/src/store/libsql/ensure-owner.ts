import { ArenaError, achievementCatalog, rulesV1 } from '@arena/core'
import { asc } from 'drizzle-orm'
import type { FirstOwner, UserId } from '../store.ts'
import { writeRows } from './bulk-write.ts'
import type { Connection } from './connection.ts'
import { readQueries, selectRows } from './query.ts'
import { achievements } from './schema/achievement.ts'
import { users } from './schema/user.ts'
import { workspaces } from './schema/workspace.ts'

/** Makes the first workspace and its owner unless there is a workspace; also notes entries new to the catalog. */
export async function ensureOwner(
  connection: Connection,
  owner: FirstOwner,
): Promise<{ readonly isNew: boolean } & UserId> {
  const [workspaceRows, userRows] = await readQueries(connection, [
    selectRows(workspaces),
    selectRows(users, { orderBy: [asc(users.createdAtInMs), asc(users.id)] }),
  ])
  const oldest = userRows[0]
  if (workspaceRows.length > 0) {
    if (!oldest) throw new ArenaError('database-corrupt', 'The database holds a workspace without a user.')
    const ids = workspaceRows.map(({ id }) => id)
    await connection.write(noteCatalog(ids, owner.createdAtInMs))
    return { isNew: false, workspaceId: oldest.workspaceId, userId: oldest.id }
  }
  await addWorkspace(connection, owner)
  return { isNew: true, workspaceId: owner.workspaceId, userId: owner.userId }
}

/** Makes a workspace with its owner. */
export async function addWorkspace(
  connection: Connection,
  { workspaceId, userId, workspaceName, name, zone, epoch, createdAtInMs }: FirstOwner,
): Promise<void> {
  const { basePoints: maxBasePoints, bonusPoints: maxBonusPoints } = rulesV1.limits
  await connection.write([
    ...writeRows(workspaces, [
      {
        ...{ id: workspaceId, name: workspaceName ?? name, zone, epoch, lastSeq: 0, createdAtInMs },
        ...{ maxBasePoints, maxBonusPoints },
      },
    ]),
    ...writeRows(users, [
      { workspaceId, id: userId, name, nameKey: name.toLowerCase(), zone, role: 'owner', createdAtInMs },
    ]),
    ...noteCatalog([workspaceId], createdAtInMs),
  ])
}

function noteCatalog(workspaceIds: readonly string[], firstSeenAtInMs: number) {
  const rows = workspaceIds.flatMap((workspaceId) =>
    achievementCatalog.map(({ id }) => ({ workspaceId, id, firstSeenAtInMs })),
  )
  return writeRows(achievements, rows, 'keep')
}
