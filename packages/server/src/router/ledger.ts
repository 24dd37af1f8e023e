import { z } from 'zod'
import { requireRole } from '../access/require-role.ts'
import { type LedgerVerification, verifyLedger } from '../verify-ledger.ts'
import { createRouter, procedureFor } from './trpc.ts'

export const ledgerRouter = createRouter({
  verify: procedureFor('admin')
    .input(z.strictObject({}).optional())
    .query(({ ctx }): Promise<LedgerVerification> => {
      requireRole(ctx.auth, 'admin')
      return verifyLedger(ctx.parts.deps.store, ctx.auth.workspaceId)
    }),
})
