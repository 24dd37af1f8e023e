import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ArenaError } from '@arena/core'
import { z } from 'zod'
import { writeFileWhole } from '../write-file-whole.ts'

const credentialSchema = z.looseObject({ key: z.string(), userId: z.string() })
const credentialsSchema = z.looseObject({ servers: z.record(z.string(), credentialSchema).default({}) })

export interface Credential {
  readonly key: string
  readonly userId: string
}

/** The key that this machine's clients use for a server; null when the file holds none. */
export async function readCredential(home: string, url: string): Promise<Credential | null> {
  return (await readCredentials(home)).servers[url] ?? null
}

/** Adds or replaces the key for one server and keeps the others. */
export async function saveCredential(home: string, url: string, credential: Credential): Promise<void> {
  const credentials = await readCredentials(home)
  const merged = { ...credentials, servers: { ...credentials.servers, [url]: credential } }
  await writeFileWhole(credentialsFile(home), `${JSON.stringify(merged, null, 2)}\n`)
}

async function readCredentials(home: string): Promise<z.output<typeof credentialsSchema>> {
  const path = credentialsFile(home)
  try {
    return credentialsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { servers: {} }
    throw new ArenaError(
      'invalid-config',
      `${path} can't be read as a list of keys. Repair it, or remove it to have a new key made.`,
      { cause: cause instanceof SyntaxError ? undefined : cause }, // its message quotes the file
    )
  }
}

function credentialsFile(home: string): string {
  return join(home, 'credentials.json')
}
