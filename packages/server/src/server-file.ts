import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileWhole } from './write-file-whole.ts'

/** Where the server of this home listens, for clients on this machine. */
export interface ServerAddress {
  readonly url: string
  readonly pid: number
  /** Answered on /health too, so that a client can tell the server from a stranger at its old address. */
  readonly instance: string
}

/** Takes the place of the file of a server that was killed. */
export async function writeServerFile(home: string, address: ServerAddress): Promise<void> {
  await writeFileWhole(serverFile(home), `${JSON.stringify(address)}\n`)
}

/** Removes the file unless another server has written its own since. */
export async function removeServerFile(home: string, instance: string): Promise<void> {
  const text = await readFile(serverFile(home), 'utf8').catch(() => '')
  if (text.includes(JSON.stringify(instance))) await rm(serverFile(home), { force: true })
}

function serverFile(home: string): string {
  return join(home, 'server.json')
}
