import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LedgerRow } from '@arena/core'
import { writeRows } from '../src/store/libsql/bulk-write.ts'
import type { Connection } from '../src/store/libsql/connection.ts'
import { openDatabase } from '../src/store/libsql/open-database.ts'
import type { ProjectionContext } from '../src/store/libsql/projection/advance-projections.ts'
import { createBoardCounts } from '../src/store/libsql/projection/board-counts.ts'
import { createRecentRows } from '../src/store/libsql/projection/recent-rows.ts'
import { users } from '../src/store/libsql/schema/user.ts'
import { workspaces } from '../src/store/libsql/schema/workspace.ts'
import { xpEvents } from '../src/store/libsql/schema/xp-event.ts'
import { takeTurns } from '../src/store/libsql/take-turns.ts'

export interface ProjectionDatabase extends AsyncDisposable {
  readonly connection: Connection
  readonly projections: ProjectionContext
  /** Puts rows into a workspace of its own, whose users are named like their ids in capitals. */
  fill(rows: readonly LedgerRow[]): Promise<string>
}

/** A database file in a temporary folder whose ledger is written directly, so that it may hold any history. */
export async function openProjectionDatabase(): Promise<ProjectionDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'arena-projection-'))
  const connection = await openDatabase({
    path: join(folder, 'arena.db'),
    lockingMode: 'exclusive',
    onFatal: (error) => {
      throw error
    },
    clock: () => 0,
  })
  let filled = 0
  return {
    connection,
    projections: {
      connection,
      recentRows: createRecentRows(),
      boardCounts: createBoardCounts(connection, { patient: takeTurns(connection), rowsInStep: 2 }),
    },
    async fill(rows) {
      const workspaceId = `w${++filled}`
      const workspace = {
        ...{ id: workspaceId, name: workspaceId, zone: 'UTC', epoch: 'e', lastSeq: rows.length },
        ...{ maxBasePoints: 100, maxBonusPoints: 100, createdAtInMs: 0 },
      }
      const userIds = [...new Set(rows.map(({ userId }) => userId))]
      await connection.write([
        ...writeRows(workspaces, [workspace]),
        ...writeRows(
          users,
          userIds.map((id) => ({
            ...{ workspaceId, id, name: id.toUpperCase(), nameKey: id, zone: 'UTC', createdAtInMs: 0 },
          })),
        ),
        ...writeRows(
          xpEvents,
          rows.map((row) => ({ ...row, workspaceId })),
        ),
      ])
      return workspaceId
    },
    async [Symbol.asyncDispose]() {
      await connection.close()
      await rm(folder, { recursive: true })
    },
  }
}
