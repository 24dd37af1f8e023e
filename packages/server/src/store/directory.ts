import type { KeyRecord, Scope } from './key-record.ts'
import type { FirstOwner, UserId, WorkspaceRecord } from './store.ts'

/** What a member may do, the most first. */
export const roles = ['owner', 'admin', 'member'] as const
export type Role = (typeof roles)[number]

/** A user of a workspace as the directory knows him. */
export interface MemberRecord {
  readonly id: string
  readonly name: string
  /** IANA time zone of streaks. */
  readonly zone: string
  readonly role: Role
  /** A member is in one team at a time. */
  readonly teamId: string | null
  /** Whether other members may open stats, agents and achievements. */
  readonly isProfileVisible: boolean
  /** Whether he stands on boards of users. */
  readonly isOnBoards: boolean
  readonly createdAtInMs: number
  readonly removedAtInMs: number | null
}

export interface TeamRecord {
  readonly id: string
  readonly name: string
  readonly createdAtInMs: number
  readonly archivedAtInMs: number | null
}

export interface ProjectRecord {
  readonly name: string
  readonly createdAtInMs: number
  readonly archivedAtInMs: number | null
}

export interface InvitationRecord {
  readonly id: string
  readonly role: Role
  /** Of the key that the new member gets. */
  readonly scopes: readonly Scope[]
  readonly teamId: string | null
  readonly invitedBy: string
  readonly createdAtInMs: number
  readonly expiresAtInMs: number
  readonly usedAtInMs: number | null
  readonly revokedAtInMs: number | null
}

/** A change of the directory. Several are made together or not at all. */
export type DirectoryChange =
  | { readonly kind: 'member-added'; readonly member: NewMember }
  | ({ readonly kind: 'member-changed'; readonly userId: string } & Changed<
      Pick<MemberRecord, 'name' | 'zone' | 'role' | 'isProfileVisible' | 'isOnBoards' | 'removedAtInMs'>
    >)
  /** Into the team, out of any other; null: into none. */
  | {
      readonly kind: 'member-placed'
      readonly userId: string
      readonly teamId: string | null
      readonly joinedAtInMs: number
    }
  | { readonly kind: 'team-saved'; readonly team: TeamRecord }
  | { readonly kind: 'project-saved'; readonly project: ProjectRecord }
  | ({ readonly kind: 'agent-changed'; readonly userId: string; readonly agentKey: string } & Changed<
      Pick<AgentDescription, 'name' | 'displayName' | 'category' | 'specialties'>
    >)
  /** From now on the agent reports under this name, too. */
  | {
      readonly kind: 'agent-alias-added'
      readonly userId: string
      readonly agentKey: string
      readonly aliasKey: string
    }
  | { readonly kind: 'invitation-added'; readonly invitation: InvitationRecord; readonly hash: string }
  /** Fails when it was used or revoked before. */
  | { readonly kind: 'invitation-used'; readonly id: string; readonly usedAtInMs: number }
  | { readonly kind: 'invitation-revoked'; readonly id: string; readonly revokedAtInMs: number }
  | { readonly kind: 'key-added'; readonly key: KeyRecord & { readonly hash: string } }
  | { readonly kind: 'key-revoked'; readonly keyId: string; readonly revokedAtInMs: number }
  | { readonly kind: 'key-renamed'; readonly keyId: string; readonly name: string }
  /** Every key of a user. */
  | { readonly kind: 'keys-revoked'; readonly userId: string; readonly revokedAtInMs: number }
  | ({ readonly kind: 'workspace-changed' } & Changed<
      Pick<WorkspaceRecord, 'name' | 'maxBasePoints' | 'maxBonusPoints'>
    >)

/** Fields that get new values; those left out or undefined stay. */
type Changed<T> = { readonly [Name in keyof T]?: T[Name] | undefined }

export type NewMember = Pick<MemberRecord, 'id' | 'name' | 'zone' | 'role' | 'createdAtInMs'>

/** What people say of an agent; its key and history stay whatever it is called. */
export interface AgentDescription {
  /** As first spelled, or as renamed since. */
  readonly name: string
  /** What people call it; null: its name. */
  readonly displayName: string | null
  readonly category: string | null
  readonly specialties: readonly string[]
  /** Keys of further names under which it reports. */
  readonly aliases: readonly string[]
}

/** A ticket that opens one stream in place of a key. */
export interface StreamTicket {
  readonly workspaceId: string
  readonly userId: string
  readonly keyId: string
}

/** Who and what there is in a workspace: the part of the store that holds no XP. */
export interface Directory {
  /** In order of their names; those removed, too. */
  readMembers(workspaceId: string): Promise<readonly MemberRecord[]>
  readMember(id: UserId): Promise<MemberRecord | null>
  readTeams(workspaceId: string): Promise<readonly TeamRecord[]>
  readProjects(workspaceId: string): Promise<readonly ProjectRecord[]>
  readInvitations(workspaceId: string): Promise<readonly InvitationRecord[]>
  /** By the SHA-256 of its code. */
  findInvitation(hash: string): Promise<(InvitationRecord & { readonly workspaceId: string }) | null>
  /** All changes or none. Throws `name-taken`, `last-owner` or `invalid-invitation`. */
  changeDirectory(workspaceId: string, changes: readonly DirectoryChange[]): Promise<void>
  /** Creates a further workspace with its owner. */
  addWorkspace(owner: FirstOwner): Promise<void>
  /** Notes that a key was used, to the minute. */
  touchKey(key: {
    readonly workspaceId: string
    readonly keyId: string
    readonly usedAtInMs: number
  }): Promise<void>
  saveTicket(
    ticket: StreamTicket & {
      readonly hash: string
      readonly nowInMs: number
      readonly expiresAtInMs: number
    },
  ): Promise<void>
  /** Takes a ticket out; null when there is none that is still good. */
  takeTicket(ticket: {
    readonly workspaceId: string
    readonly hash: string
    readonly nowInMs: number
  }): Promise<StreamTicket | null>
}
