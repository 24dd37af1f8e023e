import { runArena, startArenaProcess } from './arena-process.ts'
import { checkHistory, type HistoryFaults } from './history/check-history.ts'
import { recordHistory } from './history/history.ts'
import { readLedgerFile } from './history/ledger.ts'
import { removeUniqueIndex } from './remove-unique-index.ts'
import { startWorkers } from './report-workers.ts'
import { temporaryHome } from './temporary-home.ts'

export interface ServerKillOptions {
  readonly kills: number
  readonly workers: number
  /** The broken control: the database without the index that makes a report's id unique. */
  readonly isIndexRemoved?: boolean
}

export interface ServerKillResult {
  readonly kills: number
  readonly acknowledged: number
  /** Acknowledged as seen before: the commit had survived, its answer had not. */
  readonly acknowledgedAsDuplicate: number
  readonly faults: HistoryFaults
  readonly isVerified: boolean
}

/** Kills that may follow until one has cut off an answer whose commit survived. */
const extraKills = 30

/**
 * Kills the server again and again while workers report, each with one id until it is acknowledged,
 * and compares what they were told with what the ledger holds.
 */
export async function killServerUnderLoad(options: ServerKillOptions): Promise<ServerKillResult> {
  await using place = await temporaryHome()
  const { home } = place
  const first = await startArenaProcess({ home, port: 0 })
  const port = Number(new URL(first.url).port)
  await first.stop()
  if (options.isIndexRemoved) await removeUniqueIndex(home)

  const history = recordHistory()
  let server = await startArenaProcess({ home, port })
  let isUp = true
  const target = () => (isUp ? server : null)
  const workers = startWorkers({ count: options.workers, history, userId: server.userId, target })
  let kills = 0
  let isAnswerLost = false // else nothing was tried
  try {
    while (kills < options.kills || (!isAnswerLost && kills < options.kills + extraKills)) {
      await workers.acknowledge(1 + Math.floor(Math.random() * 4 * options.workers))
      await server.kill()
      isUp = false
      kills += 1
      isAnswerLost = options.isIndexRemoved
        ? checkHistory(history, await readLedgerFile(home)).countedTwice > 0
        : workers.acknowledgedAsDuplicate > 0
      server = await startArenaProcess({ home, port })
      isUp = true
    }
    await workers.acknowledge(options.workers)
  } finally {
    await workers.stop()
  }
  const { exitCode } = await runArena(['verify', '--json'], { home })
  await server.stop()
  return {
    kills,
    acknowledged: history.operations.filter(({ outcome }) => outcome === 'acknowledged').length,
    acknowledgedAsDuplicate: workers.acknowledgedAsDuplicate,
    faults: checkHistory(history, await readLedgerFile(home)),
    isVerified: exitCode === 0,
  }
}
