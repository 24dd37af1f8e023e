import type { LedgerRow } from '@arena/core'
import type { CommitOutcome } from '../src/store/store.ts'

/** The rows that an outcome has; none where nothing was written. */
export function rowsOf(outcome: CommitOutcome | undefined): readonly LedgerRow[] {
  return outcome?.status === 'committed' || outcome?.status === 'duplicate' ? outcome.rows : []
}
