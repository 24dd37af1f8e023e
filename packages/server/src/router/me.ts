import { z } from 'zod'
import { type UserStats, userStats } from '../answer/user-stats.ts'
import { readStanding } from '../read-standing.ts'
import { createRouter, procedureFor } from './trpc.ts'

export const meRouter = createRouter({
  get: procedureFor('read')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<UserStats> => {
      const { store, clock } = ctx.services.deps
      return userStats(await readStanding(ctx.auth, store), clock())
    }),
})
