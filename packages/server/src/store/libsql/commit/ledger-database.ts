import type { InStatement } from '@libsql/client'
import type { Reader } from '../query.ts'

/** What commits need of the database, from whichever thread holds it. Calls are carried out in their order. */
export interface LedgerDatabase extends Reader {
  /** All or nothing, on disk when it resolves. `ledgerRows`: those that the statements add to the ledger, encoded. */
  append(statements: readonly InStatement[], ledgerRows: string): Promise<void>
}
