import { z } from 'zod'
import { type AchievementList, achievementList } from '../answer/achievement-list.ts'
import { readStanding } from '../read-standing.ts'
import { createRouter, procedureFor } from './trpc.ts'

export const achievementRouter = createRouter({
  list: procedureFor('read')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<AchievementList> => {
      const { catalog, deps } = ctx.parts
      return achievementList(catalog, await readStanding(ctx.auth, deps.store))
    }),
})
