import { achievementCategories, rarities } from '@arena/core'
import { z } from 'zod'
import { mcpTool } from '../mcp-tool.ts'

export const achievements = mcpTool({
  name: 'arena_achievements',
  title: 'Achievements',
  description: "Your user's achievements: what is unlocked, what is not yet, and how far each is.",
  isReadOnly: true,
  input: z.strictObject({
    state: z.enum(['all', 'unlocked', 'locked']).default('all').describe('Which ones.'),
  }),
  output: z.object({
    unlocked: z.number().int().describe('How many of all are unlocked.'),
    achievements: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        category: z.enum(achievementCategories),
        rarity: z.enum(rarities),
        xpReward: z.number().int(),
        unlockedAt: z.string().nullable().describe('ISO 8601; null while it is locked.'),
        progress: z.number().describe('0 to 1'),
      }),
    ),
  }),
  async call({ state }, { caller }) {
    const { unlocked, achievements } = await caller.achievement.list()
    const isWanted = (isUnlocked: boolean) => state === 'all' || (state === 'unlocked') === isUnlocked
    return { unlocked, achievements: achievements.filter(({ unlockedAt }) => isWanted(unlockedAt !== null)) }
  },
})
