import { copyFile, rm } from 'node:fs/promises'
import { runArena, startArenaProcess } from './arena-process.ts'
import { temporaryHome } from './temporary-home.ts'

export interface BackupDrillOptions {
  /** `hand` is the broken control: the file is put back as it is, so that no agent learns of it. */
  readonly restoreBy: 'arena' | 'hand'
}

/**
 * Backs a server up while agents report, lets them report more, kills the server, restores the backup and starts it
 * again. Gives what became of all that the agents ever reported.
 */
export async function drillBackup({ restoreBy }: BackupDrillOptions) {
  await using place = await temporaryHome()
  const { home } = place
  const file = `${home}/backup.db`
  const env = { ARENA_EMBED: '0' }
  const first = await startArenaProcess({ home, port: 0 })
  const port = Number(new URL(first.url).port)
  const ended = place.start({ count: 200, ending: 'close', env })
  const agents = [1, 2, 3].map(() => place.start({ count: 'infinite', ending: 'close-when-told', env }))
  const reportMore = (count: number) =>
    Promise.all(agents.map((agent) => agent.hasReported(agent.ids.length + count)))

  await reportMore(50)
  const backup = await runArena(['backup', file, '--json'], { home })
  await ended.ended // its reports are acknowledged, and it can send none of them again itself
  await reportMore(50)
  await first.kill()
  const killed = await runArena(['backup', `${home}/killed.db`, '--json'], { home })
  const restored = restoreBy === 'arena' ? await runArena(['restore', file], { home }) : await putBack(home)
  const second = await startArenaProcess({ home, port })
  await reportMore(20)
  const closed = await Promise.all(agents.map((agent) => agent.close()))
  const { exitCode: verified } = await runArena(['verify'], { home })
  await second.stop()
  return {
    exitCodes: [backup.exitCode, killed.exitCode, restored.exitCode, ...closed, verified],
    /** Ledger rows that the backup did not hold. */
    rowsSince: lastSeqOf(killed.output) - lastSeqOf(backup.output),
    faults: await place.check(),
  }
}

function lastSeqOf(output: string): number {
  return JSON.parse(output).workspaces[0].lastSeq
}

async function putBack(home: string) {
  await copyFile(`${home}/backup.db`, `${home}/arena.db`)
  await rm(`${home}/arena.db-wal`, { force: true })
  return { exitCode: 0 }
}
