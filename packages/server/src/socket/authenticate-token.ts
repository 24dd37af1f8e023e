import { ArenaError } from '@arena/core'
import { type Auth, requireScope } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import { placeOfTicket, type TicketPlace } from '../ticket/ticket-text.ts'

type Parts = Pick<ServerParts, 'authenticator' | 'deps'>

/** Who holds a token. */
export interface TokenHolder {
  readonly auth: Auth
  /** Asks anew; throws when the key behind the token is no longer good. */
  readonly authenticate: () => Promise<Auth>
}

/** Takes a key, or a ticket, which is used up by it. Throws unless it is good and may read. */
export async function authenticateToken(
  { token, address }: { readonly token: string; readonly address: string | null },
  parts: Parts,
): Promise<TokenHolder> {
  const place = placeOfTicket(token)
  const ask = place
    ? await takeTicket(place, parts)
    : () => parts.authenticator.authenticate(`Bearer ${token}`, { address })
  const authenticate = async () => {
    const auth = await ask()
    requireScope(auth, 'read')
    return auth
  }
  return { auth: await authenticate(), authenticate }
}

async function takeTicket(place: TicketPlace, parts: Parts): Promise<() => Promise<Auth>> {
  const { store, clock } = parts.deps
  const held = await store.takeTicket({ ...place, nowInMs: clock() })
  if (!held) throw new ArenaError('invalid-key', 'The ticket is unknown, used or too old.')
  return () => askById(held, parts)
}

async function askById(
  { workspaceId, keyId, userId }: Pick<Auth, 'workspaceId' | 'keyId' | 'userId'>,
  { deps: { store, clock } }: Parts,
): Promise<Auth> {
  const key = (await store.listKeys(workspaceId)).find(({ id }) => id === keyId)
  const member = await store.readMember({ workspaceId, userId })
  const isGood =
    key?.revokedAtInMs === null &&
    (key.expiresAtInMs === null || key.expiresAtInMs > clock()) &&
    member?.removedAtInMs === null
  if (!isGood) throw new ArenaError('invalid-key', 'The key behind the ticket has expired or was revoked.')
  return { workspaceId, userId, keyId, scopes: key.scopes, role: member.role, teamId: member.teamId }
}
