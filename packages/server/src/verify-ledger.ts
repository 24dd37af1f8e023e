import { emptyRefold } from '@arena/core'
import { createFaultList } from './store/fault-list.ts'
import type { Store } from './store/store.ts'
import { findRowFaults } from './verify/find-row-faults.ts'
import { findUserFaults } from './verify/find-user-faults.ts'

export interface LedgerVerification {
  /** Ledger rows folded. */
  readonly rows: number
  /** Users whose projections were compared. */
  readonly users: number
  /** In words; empty when all agrees. */
  readonly faults: readonly string[]
}

const rowsInPage = 500

/** Folds the ledger anew and compares every projection with it. Works while reports come in. */
export async function verifyLedger(store: Store, workspaceId: string): Promise<LedgerVerification> {
  const faults = createFaultList()
  const refold = emptyRefold()
  const userIds = new Set<string>()
  let rows = 0
  let seq = 0

  async function foldTo(untilSeq?: number): Promise<void> {
    while (untilSeq === undefined || seq < untilSeq) {
      const page = await store.readLedger({
        workspaceId,
        afterSeq: seq,
        limit: rowsInPage,
        ...(untilSeq !== undefined && { untilSeq }),
      })
      for (const row of page) {
        if (row.seq !== seq + 1) faults.add(`row ${seq + 1} is missing: row ${row.seq} follows ${seq}`)
        for (const fault of findRowFaults(refold, row)) faults.add(fault)
        userIds.add(row.userId)
        seq = row.seq
        rows++
      }
      if (page.length === 0) return
    }
  }

  await foldTo()
  for (const { id } of await store.readMembers(workspaceId)) userIds.add(id)
  for (const userId of userIds) {
    const projections = await store.readProjections({ workspaceId, userId })
    if (!projections) {
      faults.add(`user ${userId}: it is missing`)
      continue
    }
    const { lastSeq } = projections.workspace
    await foldTo(lastSeq) // reports may have come in since
    if (lastSeq !== seq) {
      faults.add(`workspace ${workspaceId}: its last row is ${lastSeq}, but the ledger ends at ${seq}`)
      break
    }
    for (const fault of findUserFaults(refold, projections)) faults.add(fault)
  }
  for (const fault of await store.verifyProjections(workspaceId)) faults.add(fault)
  return { rows, users: userIds.size, faults: faults.toLines() }
}
