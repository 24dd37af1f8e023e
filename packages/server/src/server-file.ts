import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileWhole } from './write-file-whole.ts'

/** Where the server of this home listens, for clients on this machine. */
export interface ServerAddress {
  readonly url: string
  readonly pid: number
  /** Answered on /health too, so that a client can tell the server from a stranger at its old address. */
  readonly instance: string
  /** It runs inside an agent's process, and gives the database up when a server claims it. */
  readonly isEmbedded: boolean
}

/** Takes the place of the file of a server that was killed. */
export async function writeServerFile(
  home: string,
  { isEmbedded, ...address }: ServerAddress,
): Promise<void> {
  const content = { ...address, ...(isEmbedded && { isEmbedded }) }
  await writeFileWhole(serverFile(home), `${JSON.stringify(content)}\n`)
}

/** What the server that last began to listen wrote, or null. It may be gone. */
export async function readServerFile(home: string): Promise<ServerAddress | null> {
  try {
    const { url, pid, instance, isEmbedded } = JSON.parse(await readFile(serverFile(home), 'utf8'))
    return { url: String(url), pid: Number(pid), instance: String(instance), isEmbedded: isEmbedded === true }
  } catch {
    return null // missing or unreadable: as good as absent
  }
}

/** Removes the file unless another server has written its own since. */
export async function removeServerFile(home: string, instance: string): Promise<void> {
  if ((await readServerFile(home))?.instance === instance) await rm(serverFile(home), { force: true })
}

function serverFile(home: string): string {
  return join(home, 'server.json')
}
