import { achievementCategories, rarities } from '@arena/core'
import { z } from 'zod'
import { achievementList } from '../../answer/achievement-list.ts'
import { readStanding } from '../../read-standing.ts'
import { requireAuth, restRoute } from '../rest-route.ts'
import { count, instant } from '../schema.ts'

export const achievements = restRoute({
  method: 'get',
  path: '/api/v1/achievements',
  summary: 'All achievements, and how far you are',
  scope: 'read',
  answer: z.strictObject({
    unlocked: count,
    achievements: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        category: z.enum(achievementCategories),
        rarity: z.enum(rarities),
        icon: z.string(),
        xp_reward: count,
        requires: z.array(z.string()).meta({ description: 'Ids of those that come before it.' }),
        unlocked_at: instant.nullable(),
        progress: z.number().min(0).max(1),
        is_hidden: z.boolean().meta({ description: 'Kept a secret until it is unlocked.' }),
      }),
    ),
  }),
  answerExample: {
    unlocked: 1,
    achievements: [
      {
        id: 'first-steps',
        name: 'First Steps',
        description: 'Complete your first task',
        category: 'milestone',
        rarity: 'common',
        icon: 'dart',
        xp_reward: 50,
        requires: [],
        unlocked_at: '2026-11-25T10:00:00.000Z',
        progress: 1,
        is_hidden: false,
      },
    ],
  },
  async handle(_, call) {
    const { catalog, deps } = call.parts
    const list = achievementList(catalog, await readStanding(requireAuth(call), deps.store))
    return {
      unlocked: list.unlocked,
      achievements: list.achievements.map((entry) => ({
        id: entry.id,
        name: entry.name,
        description: entry.description,
        category: entry.category,
        rarity: entry.rarity,
        icon: entry.icon,
        xp_reward: entry.xpReward,
        requires: [...entry.requires],
        unlocked_at: entry.unlockedAt,
        progress: entry.progress,
        is_hidden: entry.isHidden,
      })),
    }
  },
})
