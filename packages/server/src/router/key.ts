import { ArenaError, isPlainText, notPlainText } from '@arena/core'
import { z } from 'zod'
import { type KeyView, keyView } from '../answer/key-view.ts'
import { issueKey } from '../key/issue-key.ts'
import { scopes } from '../store/key-record.ts'
import { createRouter, procedureFor } from './trpc.ts'

const createInput = z.strictObject({
  name: z.string().trim().min(1).max(100).refine(isPlainText, { message: notPlainText }),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  /** ISO 8601 with offset. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
})

export const keyRouter = createRouter({
  create: procedureFor('admin')
    .input(createInput)
    .mutation(async ({ ctx, input }): Promise<{ readonly key: string; readonly record: KeyView }> => {
      const expiresAtInMs = input.expiresAt === undefined ? null : Date.parse(input.expiresAt)
      if (expiresAtInMs !== null && expiresAtInMs <= ctx.parts.deps.clock()) {
        throw new ArenaError('invalid-input', 'expiresAt: lies in the past', {
          issues: [{ path: 'expiresAt', message: 'lies in the past' }],
        })
      }
      const { key, record } = await issueKey(
        { owner: ctx.auth, name: input.name, scopes: [...new Set(input.scopes)], expiresAtInMs },
        ctx.parts.deps,
      )
      return { key, record: keyView(record) }
    }),

  list: procedureFor('admin')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<{ readonly keys: readonly KeyView[] }> => {
      const records = await ctx.parts.deps.store.listKeys(ctx.auth.workspaceId)
      return { keys: records.map(keyView) }
    }),

  revoke: procedureFor('admin')
    .input(z.strictObject({ id: z.string().min(1).max(100) }))
    .mutation(async ({ ctx, input }): Promise<{ readonly record: KeyView }> => {
      const { authenticator, deps, feed } = ctx.parts
      const { workspaceId } = ctx.auth
      await deps.store.changeDirectory(workspaceId, [
        { kind: 'key-revoked', keyId: input.id, revokedAtInMs: deps.clock() },
      ])
      authenticator.forget()
      feed.wake()
      const record = (await deps.store.listKeys(workspaceId)).find(({ id }) => id === input.id)
      if (!record) throw new ArenaError('not-found', 'There is no key of this id.')
      return { record: keyView(record) }
    }),
})
