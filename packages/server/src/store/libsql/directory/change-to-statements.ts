import type { InStatement } from '@libsql/client'
import type { DirectoryChange } from '../../directory.ts'
import { writeRows } from '../bulk-write.ts'
import { agentAliases, agents } from '../schema/agent.ts'
import { apiKeys, keyDirectory } from '../schema/api-key.ts'
import { invitationDirectory, invitations } from '../schema/invitation.ts'
import { projects } from '../schema/project.ts'
import { teamMembers, teams } from '../schema/team.ts'
import { users } from '../schema/user.ts'
import { workspaces } from '../schema/workspace.ts'
import { updateRows } from './update-rows.ts'

/** A change of the directory as statements of one batch. */
export function changeToStatements(workspaceId: string, change: DirectoryChange): InStatement[] {
  const ofWorkspace = { workspaceId }
  switch (change.kind) {
    case 'member-added': {
      const { member } = change
      return writeRows(users, [{ ...ofWorkspace, ...member, nameKey: member.name.toLowerCase() }])
    }
    case 'member-changed': {
      const { kind: _, userId, ...fields } = change
      const nameKey = fields.name?.toLowerCase()
      return updateRows(users, { ...ofWorkspace, id: userId }, { ...fields, ...(nameKey && { nameKey }) })
    }
    case 'member-placed': {
      const { userId, teamId, joinedAtInMs } = change
      return [
        {
          sql: 'DELETE FROM team_members WHERE workspace_id = ? AND user_id = ?',
          args: [workspaceId, userId],
        },
        ...(teamId === null
          ? []
          : writeRows(teamMembers, [{ ...ofWorkspace, teamId, userId, joinedAtInMs }])),
      ]
    }
    case 'team-saved':
      return writeRows(
        teams,
        [{ ...ofWorkspace, ...change.team, nameKey: change.team.name.toLowerCase() }],
        'replace',
      )
    case 'project-saved':
      return writeRows(
        projects,
        [{ ...ofWorkspace, ...change.project, nameKey: change.project.name.toLowerCase() }],
        'replace',
      )
    case 'agent-changed': {
      const { kind: _, userId, agentKey, ...fields } = change
      return updateRows(agents, { ...ofWorkspace, userId, key: agentKey }, fields)
    }
    case 'agent-alias-added': {
      const { kind: _, ...alias } = change
      return writeRows(agentAliases, [{ ...ofWorkspace, ...alias }])
    }
    case 'invitation-added': {
      const { invitation, hash } = change
      return [
        ...writeRows(invitations, [{ ...ofWorkspace, ...invitation, hash }]),
        ...writeRows(invitationDirectory, [{ ...ofWorkspace, hash, invitationId: invitation.id }]),
      ]
    }
    case 'invitation-used': // fails by NOT NULL when it is no longer good
      return [
        {
          sql: `UPDATE invitations SET used_at_in_ms = :usedAtInMs, role = iif(
              used_at_in_ms IS NULL AND revoked_at_in_ms IS NULL AND expires_at_in_ms > :usedAtInMs, role, NULL
            ) WHERE workspace_id = :workspaceId AND id = :id`,
          args: { workspaceId, id: change.id, usedAtInMs: change.usedAtInMs },
        },
      ]
    case 'invitation-revoked': {
      const { id, revokedAtInMs } = change
      return updateRows(invitations, { ...ofWorkspace, id, revokedAtInMs: null }, { revokedAtInMs })
    }
    case 'key-added': {
      const { hash } = change.key
      return [...writeRows(apiKeys, [change.key]), ...writeRows(keyDirectory, [{ hash, ...ofWorkspace }])]
    }
    case 'key-revoked': {
      const { keyId: id, revokedAtInMs } = change
      return updateRows(apiKeys, { ...ofWorkspace, id, revokedAtInMs: null }, { revokedAtInMs })
    }
    case 'key-renamed': {
      const { keyId: id, name } = change
      return updateRows(apiKeys, { ...ofWorkspace, id }, { name })
    }
    case 'keys-revoked': {
      const { userId, revokedAtInMs } = change
      return updateRows(apiKeys, { ...ofWorkspace, userId, revokedAtInMs: null }, { revokedAtInMs })
    }
    case 'workspace-changed': {
      const { kind: _, ...fields } = change
      return updateRows(workspaces, { id: workspaceId }, fields)
    }
  }
}
