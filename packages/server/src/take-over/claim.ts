import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isProcessAlive } from '../is-process-alive.ts'
import { writeFileWhole } from '../write-file-whole.ts'

/** Longer than a claimant waits. A claim that outlives its process without being removed counts no longer. */
const validInMs = 15_000

/**
 * Claims the database of a home: an engine embedded in another process gives it up, and none starts meanwhile.
 * Who may write into the home may claim; nothing is sent and no key is shown.
 */
export async function claimDatabase(home: string): Promise<void> {
  await writeFileWhole(claimFile(home), `${JSON.stringify({ pid: process.pid })}\n`)
}

export async function dropClaim(home: string): Promise<void> {
  await rm(claimFile(home), { force: true })
}

/** Whether a process that lives has claimed the database a short time ago. */
export async function isClaimed(home: string, nowInMs: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(claimFile(home))
    if (nowInMs - mtimeMs > validInMs) return false
    const { pid } = JSON.parse(await readFile(claimFile(home), 'utf8')) as { readonly pid?: unknown }
    return isProcessAlive(pid)
  } catch {
    return false
  }
}

function claimFile(home: string): string {
  return join(home, 'claim.json')
}
