import { ArenaError, isPlainText, notPlainText } from '@arena/core'
import { z } from 'zod'
import { changeAccess } from '../access/change-access.ts'
import { requireGrantable } from '../access/grantable-scopes.ts'
import { requireAuthority } from '../access/require-authority.ts'
import { hasRole } from '../access/require-role.ts'
import { type KeyView, keyView } from '../answer/key-view.ts'
import { directoryIdSchema } from '../directory-name-schema.ts'
import { issueKey } from '../key/issue-key.ts'
import { scopes } from '../store/key-record.ts'
import { createRouter, procedureFor } from './trpc.ts'

const createInput = z.strictObject({
  name: z.string().trim().min(1).max(100).refine(isPlainText, { message: notPlainText }),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  /** ISO 8601 with offset. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  /** Whose key it is; oneself unless given. */
  userId: directoryIdSchema.optional(),
})

export const keyRouter = createRouter({
  create: procedureFor('admin')
    .input(createInput)
    .mutation(async ({ ctx, input }): Promise<{ readonly key: string; readonly record: KeyView }> => {
      const { deps } = ctx.parts
      const { workspaceId } = ctx.auth
      const { name, userId = ctx.auth.userId } = input
      const expiresAtInMs = input.expiresAt === undefined ? null : Date.parse(input.expiresAt)
      if (expiresAtInMs !== null && expiresAtInMs <= deps.clock()) {
        throw new ArenaError('invalid-input', 'expiresAt: lies in the past', {
          issues: [{ path: 'expiresAt', message: 'lies in the past' }],
        })
      }
      requireGrantable(ctx.auth, input.scopes)
      if (userId !== ctx.auth.userId) {
        const { removedAtInMs } = await requireAuthority(ctx.auth, userId, deps.store)
        if (removedAtInMs !== null) throw new ArenaError('not-found', 'The member is removed.')
      }
      const { key, record } = await issueKey(
        { owner: { workspaceId, userId }, name, scopes: [...new Set(input.scopes)], expiresAtInMs },
        deps,
      )
      return { key, record: keyView(record) }
    }),

  /** One's own, or all for admins. */
  list: procedureFor('admin')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<{ readonly keys: readonly KeyView[] }> => {
      const records = await ctx.parts.deps.store.listKeys(ctx.auth.workspaceId)
      const open = records.filter(({ userId }) => userId === ctx.auth.userId || hasRole(ctx.auth, 'admin'))
      return { keys: open.map(keyView) }
    }),

  revoke: procedureFor('admin')
    .input(z.strictObject({ id: directoryIdSchema }))
    .mutation(async ({ ctx, input }): Promise<{ readonly record: KeyView }> => {
      const { clock, store } = ctx.parts.deps
      const { workspaceId, userId } = ctx.auth
      const record = (await store.listKeys(workspaceId)).find(({ id }) => id === input.id)
      const isOpen = record && (record.userId === userId || hasRole(ctx.auth, 'admin'))
      if (!isOpen) throw new ArenaError('not-found', 'There is no key of this id.')
      if (record.userId !== userId) await requireAuthority(ctx.auth, record.userId, store)
      const revokedAtInMs = record.revokedAtInMs ?? clock()
      await changeAccess(workspaceId, [{ kind: 'key-revoked', keyId: record.id, revokedAtInMs }], ctx.parts)
      return { record: keyView({ ...record, revokedAtInMs }) }
    }),
})
