import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Says beside the database which process has it open. The lock is the database's own; this only names its holder. */
export function writeOwnerFile(path: string): void {
  try {
    writeFileSync(ownerPath(path), `${process.pid}\n`, { mode: 0o600 })
  } catch {
    // the store works without it, only the message to a second process gets poorer
  }
}

export function removeOwnerFile(path: string): void {
  rmSync(ownerPath(path), { force: true })
}

/** The process that said last that it holds the database; null when none did. */
export function readOwner(path: string): number | null {
  try {
    const pid = Number(readFileSync(ownerPath(path), 'utf8'))
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

function ownerPath(path: string): string {
  return `${path}.owner`
}
