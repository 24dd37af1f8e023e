import type { Deps } from '../deps.ts'
import { type Scope, scopes } from '../store/key-record.ts'
import type { UserId } from '../store/store.ts'
import { type Credentials, readCredentials, writeCredentials } from './credentials-file.ts'
import { hashKey } from './hash-key.ts'
import { issueKey } from './issue-key.ts'

/** A key that may do everything but report for others. */
const machineScopes: readonly Scope[] = scopes.filter((scope) => scope !== 'report:any-user')

interface Machine {
  readonly home: string
  readonly url: string
  readonly owner: UserId
}

/** Sees to it that clients on this machine have a good key for the server's address; gives it when it is new. */
export async function ensureMachineKey({ home, url, owner }: Machine, deps: Deps): Promise<string | null> {
  const held = await readCredentials(home)
  const present = held[url]
  if (present && (await isGood(present.key, deps))) return null

  const moved = await findMoved(held, { url, owner }, deps)
  if (moved) {
    const { [moved]: credential, ...others } = held
    await writeCredentials(home, { ...others, ...(credential && { [url]: credential }) })
    return null
  }
  const { key } = await issueKey(
    { owner, name: 'this machine', scopes: machineScopes, expiresAtInMs: null },
    deps,
  )
  await writeCredentials(home, { ...held, [url]: { key, userId: owner.userId } })
  return key
}

/** The address that this server had before, at another port of the same host: its key need not be made again. */
async function findMoved(
  held: Credentials,
  { url, owner }: Omit<Machine, 'home'>,
  deps: Deps,
): Promise<string | null> {
  const { hostname } = new URL(url)
  for (const [address, { key, userId }] of Object.entries(held)) {
    const isNear = URL.canParse(address) && new URL(address).hostname === hostname
    if (isNear && userId === owner.userId && (await isGood(key, deps))) return address
  }
  return null
}

async function isGood(key: string, { store, clock }: Deps): Promise<boolean> {
  const record = await store.findKey(hashKey(key))
  if (!record || record.revokedAtInMs !== null) return false
  return record.expiresAtInMs === null || record.expiresAtInMs > clock()
}
