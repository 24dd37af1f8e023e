import { ArenaError } from '@arena/core'
import type { DirectoryChange } from '../../directory.ts'
import type { Connection } from '../connection.ts'
import { changeToStatements } from './change-to-statements.ts'

/** Makes changes of a workspace's directory together, or none of them. */
export async function changeDirectory(
  connection: Connection,
  workspaceId: string,
  changes: readonly DirectoryChange[],
): Promise<void> {
  const statements = changes.flatMap((change) => changeToStatements(workspaceId, change))
  if (statements.length === 0) return
  try {
    await connection.write([
      ...statements,
      ...(touchesOwners(changes) ? [refuseWithoutOwner(workspaceId)] : []),
    ])
  } catch (error) {
    throw refusalOf(error) ?? error
  }
}

function touchesOwners(changes: readonly DirectoryChange[]): boolean {
  return changes.some(
    (change) =>
      change.kind === 'member-changed' && (change.role !== undefined || change.removedAtInMs !== undefined),
  )
}

/** Fails by NOT NULL, and with it the whole batch, when nobody is left who may do everything. */
function refuseWithoutOwner(workspaceId: string) {
  return {
    sql: `UPDATE workspaces SET name = iif(EXISTS (
        SELECT 1 FROM users WHERE workspace_id = :workspaceId AND role = 'owner' AND removed_at_in_ms IS NULL
      ), name, NULL) WHERE id = :workspaceId`,
    args: { workspaceId },
  }
}

const refusals = [
  [
    /users\.name_key/,
    'name-taken',
    'A member of the workspace has this name, or had it before he was removed.',
  ],
  [/teams\.name_key/, 'name-taken', 'A team of the workspace has this name.'],
  [/agent_aliases\./, 'name-taken', 'Another agent of yours has this name.'],
  [
    /NOT NULL constraint failed: workspaces\.name/,
    'last-owner',
    'A workspace needs an owner. Make another member one first.',
  ],
  [
    /NOT NULL constraint failed: invitations\.role/,
    'invalid-invitation',
    'The invitation is unknown, used, expired or revoked.',
  ],
] as const

function refusalOf(error: unknown): ArenaError | null {
  if (!ArenaError.is(error) || !(error.cause instanceof Error)) return null
  const { message } = error.cause
  const refusal = refusals.find(([pattern]) => pattern.test(message))
  return refusal ? new ArenaError(refusal[1], refusal[2], { cause: error }) : null
}
