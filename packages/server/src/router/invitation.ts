import { ArenaError } from '@arena/core'
import { z } from 'zod'
import { memberScopes } from '../access/grantable-scopes.ts'
import { requireRole } from '../access/require-role.ts'
import { type InvitationView, invitationView } from '../answer/invitation-view.ts'
import { directoryIdSchema, directoryNameSchema, zoneSchema } from '../directory-name-schema.ts'
import { acceptInvitation } from '../member/accept-invitation.ts'
import { inviteMember } from '../member/invite-member.ts'
import { roles } from '../store/directory.ts'
import { scopes } from '../store/key-record.ts'
import { createRouter, openProcedure, procedureFor } from './trpc.ts'

export const invitationRouter = createRouter({
  create: procedureFor('admin')
    .input(
      z.strictObject({
        role: z.enum(roles).default('member'),
        teamId: directoryIdSchema.optional(),
        /** Of the key that the new member gets. */
        scopes: z
          .array(z.enum(scopes))
          .min(1)
          .max(scopes.length)
          .default([...memberScopes]),
        expiresInHours: z.number().int().min(1).max(720).default(72),
      }),
    )
    .mutation(
      async ({ ctx, input }): Promise<{ readonly code: string; readonly invitation: InvitationView }> => {
        const { code, invitation } = await inviteMember(input, ctx)
        return { code, invitation: invitationView(invitation) }
      },
    ),

  list: procedureFor('admin')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<{ readonly invitations: readonly InvitationView[] }> => {
      requireRole(ctx.auth, 'admin')
      const invitations = await ctx.parts.deps.store.readInvitations(ctx.auth.workspaceId)
      return { invitations: invitations.map(invitationView) }
    }),

  revoke: procedureFor('admin')
    .input(z.strictObject({ id: directoryIdSchema }))
    .mutation(async ({ ctx, input }): Promise<{ readonly invitation: InvitationView }> => {
      const { store, clock } = ctx.parts.deps
      const { workspaceId } = ctx.auth
      requireRole(ctx.auth, 'admin')
      await store.changeDirectory(workspaceId, [
        { kind: 'invitation-revoked', id: input.id, revokedAtInMs: clock() },
      ])
      const invitation = (await store.readInvitations(workspaceId)).find(({ id }) => id === input.id)
      if (!invitation) throw new ArenaError('not-found', 'There is no such invitation.')
      return { invitation: invitationView(invitation) }
    }),

  /** For whoever holds the code: it stands in place of a key. */
  accept: openProcedure
    .input(
      z.strictObject({
        code: z.string().min(1).max(100),
        name: directoryNameSchema,
        zone: zoneSchema.optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<Membership> => {
      const { workspace, userId, key } = await acceptInvitation(input, ctx.parts)
      return { workspace: { id: workspace.id, name: workspace.name }, userId, key }
    }),
})

export interface Membership {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly userId: string
  /** Shown this once. */
  readonly key: string
}
