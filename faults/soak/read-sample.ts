import { existsSync, readdirSync, statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { ArenaProcess } from '../arena-process.ts'

export interface Sample {
  readonly atInMs: number
  /** After its garbage was collected. */
  readonly heapInBytes: number
  readonly residentInBytes: number
  /** Null where the system doesn't tell. */
  readonly openFiles: number | null
  readonly journalInBytes: number
}

const collectingInMs = 300

/** What a server that loaded `collect-garbage.mjs` holds at this moment. */
export async function readSample({ pid, url, key, home }: ArenaProcess): Promise<Sample> {
  process.kill(pid, 'SIGUSR2')
  await wait(collectingInMs)
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } })
  const text = await response.text()
  const read = (metric: string) => Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(text)?.[1])
  const files = `/proc/${pid}/fd`
  const journal = statSync(`${home}/arena.db-wal`, { throwIfNoEntry: false })
  return {
    atInMs: performance.now(),
    heapInBytes: read('nodejs_heap_size_used_bytes'),
    residentInBytes: read('process_resident_memory_bytes'),
    openFiles: existsSync(files) ? readdirSync(files).length : null,
    journalInBytes: journal?.size ?? 0,
  }
}
