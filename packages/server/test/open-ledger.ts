import { join } from 'node:path'
import { achievementCatalog, rulesV1 } from '@arena/core'
import type { HeldState } from '../src/store/libsql/commit/held-state.ts'
import type { LedgerDatabase } from '../src/store/libsql/commit/ledger-database.ts'
import { createLedgerWriter } from '../src/store/libsql/commit/ledger-writer.ts'
import { ensureOwner } from '../src/store/libsql/ensure-owner.ts'
import { openDatabase } from '../src/store/libsql/open-database.ts'
import { readLedger } from '../src/store/libsql/read/read-ledger.ts'
import { readProjections } from '../src/store/libsql/read/read-projections.ts'
import { owner } from './report-commit.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

/** A real database with the owner alone in it, for writers of its ledger. */
export async function openLedger() {
  const folder = createTemporaryFolder()
  const connection = await openDatabase({
    path: join(folder.path, 'arena.db'),
    lockingMode: 'exclusive',
    onFatal: () => undefined,
    clock: () => 0,
  })
  await ensureOwner(connection, owner)
  const database: LedgerDatabase = {
    read: connection.read,
    append: async (statements) => void (await connection.write(statements)),
  }
  return {
    connection,
    database,
    /** A writer with the present rules and, unless told otherwise, the present catalog. */
    createWriter: ({
      catalog = achievementCatalog,
      held,
      through = database,
    }: {
      readonly catalog?: typeof achievementCatalog
      readonly held?: HeldState
      readonly through?: LedgerDatabase
    } = {}) => createLedgerWriter(through, { rules: rulesV1, catalog, ...(held && { held }) }),
    async kept() {
      const slice = { workspaceId: owner.workspaceId, afterSeq: 0, limit: 1000 }
      return {
        ledger: await readLedger(connection, slice),
        standing: await readProjections(connection, owner),
      }
    },
    async [Symbol.asyncDispose]() {
      await connection.close()
      folder[Symbol.dispose]()
    },
  }
}
