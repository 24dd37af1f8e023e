import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ArenaError } from '@arena/core'
import { z } from 'zod'
import { makeHome } from '../make-home.ts'
import { writeFileWhole } from '../write-file-whole.ts'

const credentialSchema = z.looseObject({ key: z.string(), userId: z.string() })
const credentialsSchema = z.looseObject({ servers: z.record(z.string(), credentialSchema).default({}) })

export interface Credential {
  readonly key: string
  readonly userId: string
}

/** By the server's address. */
export type Credentials = Readonly<Record<string, Credential>>

/** The keys that this machine's clients use. */
export async function readCredentials(home: string): Promise<Credentials> {
  return (await readFileOf(home)).servers
}

/** Adds the key for an address, in place of any before. */
export async function storeCredential(home: string, url: string, credential: Credential): Promise<void> {
  await makeHome(home)
  await writeCredentials(home, { ...(await readCredentials(home)), [url]: credential })
}

/** Replaces the keys, and leaves whatever else the file holds. */
export async function writeCredentials(home: string, servers: Credentials): Promise<void> {
  const content = { ...(await readFileOf(home)), servers }
  await writeFileWhole(credentialsFile(home), `${JSON.stringify(content, null, 2)}\n`)
}

async function readFileOf(home: string): Promise<z.output<typeof credentialsSchema>> {
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
