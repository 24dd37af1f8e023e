import { z } from 'zod'
import { progressToUserStats, type UserStats } from '../answer/user-stats.ts'
import { readStanding } from '../read-standing.ts'
import { createRouter, procedureFor } from './trpc.ts'

export const meRouter = createRouter({
  get: procedureFor('read')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<UserStats> => {
      const { store, clock } = ctx.parts.deps
      return progressToUserStats(await readStanding(ctx.auth, store), clock())
    }),
})
