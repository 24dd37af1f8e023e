import type { LedgerRow } from '@arena/core'
import { createClient } from '@libsql/client'

export type Row = Pick<
  LedgerRow,
  | 'seq'
  | 'kind'
  | 'userId'
  | 'agentKey'
  | 'agentName'
  | 'reportId'
  | 'refSeq'
  | 'xp'
  | 'agentXp'
  | 'agentLevel'
  | 'userXp'
  | 'userLevel'
  | 'report'
>

/** The ledger of one workspace without corrections. */
export interface Ledger {
  /** In order of `seq`. */
  readonly rows: readonly Row[]
  /** IANA time zones by user id. */
  readonly zones: ReadonlyMap<string, string>
}

/** Reads the ledger of a home that nobody has open. */
export async function readLedgerFile(home: string): Promise<Ledger> {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1, intMode: 'number' })
  const [events, users] = await client.batch(
    [
      `SELECT seq, kind, user_id AS userId, agent_key AS agentKey, agent_name AS agentName, report_id AS reportId,
         ref_seq AS refSeq, xp, agent_xp AS agentXp, agent_level AS agentLevel, user_xp AS userXp,
         user_level AS userLevel, report
       FROM xp_events ORDER BY seq`,
      'SELECT id, zone FROM users',
    ],
    'read',
  )
  client.close()
  return {
    rows: (events?.rows ?? []).map(({ report, ...row }) => ({
      ...(row as unknown as Omit<Row, 'report'>),
      report: typeof report === 'string' ? JSON.parse(report) : null,
    })),
    zones: new Map((users?.rows ?? []).map(({ id, zone }) => [String(id), String(zone)])),
  }
}
