import { z } from 'zod'
import { requireMember } from '../access/require-member.ts'
import { requireRole } from '../access/require-role.ts'
import { directoryIdSchema } from '../directory-name-schema.ts'
import { type ExportPage, exportPage } from '../export/export-page.ts'
import { type LedgerVerification, verifyLedger } from '../verify-ledger.ts'
import { createRouter, procedureFor } from './trpc.ts'

export const ledgerRouter = createRouter({
  verify: procedureFor('admin')
    .input(z.strictObject({}).optional())
    .query(({ ctx }): Promise<LedgerVerification> => {
      requireRole(ctx.auth, 'admin')
      return verifyLedger(ctx.parts.deps.store, ctx.auth.workspaceId)
    }),

  /** One's own history page by page; another member's, or `all`, for admins. */
  export: procedureFor('read')
    .input(
      z
        .strictObject({
          userId: directoryIdSchema.optional(),
          all: z.boolean().default(false),
          afterSeq: z.number().int().min(0).default(0),
        })
        .prefault({}),
    )
    .query(async ({ ctx, input: { userId = ctx.auth.userId, all, afterSeq } }): Promise<ExportPage> => {
      const { store } = ctx.parts.deps
      if (all || userId !== ctx.auth.userId) requireRole(ctx.auth, 'admin')
      await requireMember(ctx.auth, userId, store)
      const { workspaceId } = ctx.auth
      return exportPage({ workspaceId, userId: all ? null : userId, afterSeq }, store)
    }),
})
