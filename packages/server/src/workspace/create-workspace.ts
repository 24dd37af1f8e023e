import { requireRole } from '../access/require-role.ts'
import type { Auth } from '../authenticate.ts'
import { type IssuedKey, issueKey } from '../key/issue-key.ts'
import type { ServerParts } from '../server-parts.ts'
import { scopes } from '../store/key-record.ts'
import type { UserId } from '../store/store.ts'

interface WorkspaceOrder {
  readonly name: string
  readonly ownerName: string
  readonly zone: string
}

/** Makes another workspace on this server, which shares nothing with this one, and the first key of its owner. */
export async function createWorkspace(
  { name, ownerName, zone }: WorkspaceOrder,
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<IssuedKey & UserId> {
  const { deps } = parts
  requireRole(auth, 'owner')
  const owner = { workspaceId: deps.newId(), userId: deps.newId() }
  await deps.store.addWorkspace({
    ...owner,
    name: ownerName,
    workspaceName: name,
    zone,
    epoch: deps.newId(),
    createdAtInMs: deps.clock(),
  })
  await parts.prepareWorkspace(owner.workspaceId)
  return { ...(await issueKey({ owner, name: 'first key', scopes, expiresAtInMs: null }, deps)), ...owner }
}
