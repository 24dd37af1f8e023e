import type { LedgerRow } from '@arena/core'
import { decodeRows } from '../query.ts'
import { xpEvents } from '../schema/xp-event.ts'

const talliedKeys = [
  ...(['workspaceId', 'seq', 'kind', 'day', 'userId', 'agentKey', 'agentName', 'teamId', 'project'] as const),
  ...(['xp', 'report', 'breakdown', 'before'] as const),
] satisfies readonly (keyof LedgerRow)[]

/** What boards and roll-ups need of a ledger row. */
export type TalliedRow = Pick<LedgerRow, (typeof talliedKeys)[number]>

/** Of rows as `encodeRows` made text of them. */
export function decodeTalliedRows(ledgerRows: string): TalliedRow[] {
  return decodeRows(xpEvents, JSON.parse(ledgerRows), talliedKeys)
}
