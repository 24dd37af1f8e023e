import { ArenaError } from '@arena/core'
import { checkFile, describeFailure } from '../check-file.ts'
import { releaseClient } from '../close-client.ts'
import { openClient } from '../open-client.ts'

export interface BackupFacts {
  readonly workspaces: readonly {
    readonly id: string
    readonly name: string
    readonly epoch: string
    readonly lastSeq: number
  }[]
}

/**
 * Says what a copy of a database holds, after a check of all its pages and of its ledgers' ends. Afterwards it is one
 * file that needs no journal beside it.
 */
export async function checkBackup(path: string): Promise<BackupFacts> {
  await checkFile(path, { fullCheckLimitInBytes: Number.POSITIVE_INFINITY })
  try {
    const client = await openClient({ path, lockingMode: 'exclusive' })
    try {
      const { rows } = await client.execute(
        `SELECT id, name, epoch, last_seq,
           (SELECT count(*) FROM xp_events WHERE workspace_id = id) AS held,
           (SELECT max(seq) FROM xp_events WHERE workspace_id = id) AS highest
         FROM workspaces ORDER BY created_at_in_ms, id`,
      )
      const workspaces = rows.map((row) => ({
        id: String(row['id']),
        name: String(row['name']),
        epoch: String(row['epoch']),
        lastSeq: Number(row['last_seq']),
        isWhole: row['last_seq'] === row['held'] && row['last_seq'] === (row['highest'] ?? 0),
      }))
      const broken = workspaces.find(({ epoch, isWhole }) => epoch === '' || !isWhole)
      if (broken) {
        throw new ArenaError('database-corrupt', `The ledger of ${broken.name} in ${path} is not whole.`)
      }
      return { workspaces: workspaces.map(({ isWhole: _, ...facts }) => facts) }
    } finally {
      await releaseClient(client)
    }
  } catch (cause) {
    throw describeFailure(path, cause)
  }
}
