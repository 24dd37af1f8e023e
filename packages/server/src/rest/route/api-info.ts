import { type Action, actions, levelForXp, rulesV1 } from '@arena/core'
import { z } from 'zod'
import { restRoute } from '../rest-route.ts'

const levelsShown = 10

const descriptionByAction = {
  task_completion: 'A task done',
  error_resolution: 'An error or a bug resolved',
  speed_bonus: 'A bonus for speed',
  quality_bonus: 'A bonus for quality',
  complexity_bonus: 'A bonus for a hard problem',
} as const satisfies Record<Action, string>

export const apiInfo = restRoute({
  method: 'get',
  path: '/api/v1/info',
  summary: 'What this version of the API scores by',
  scope: null,
  answer: z.strictObject({
    api_version: z.string(),
    features: z.record(z.string(), z.boolean()),
    xp_sources: z.record(
      z.enum(actions),
      z.strictObject({ base_xp: z.number().int(), description: z.string() }),
    ),
    complexity_multipliers: z.record(z.string(), z.number()),
    level_thresholds: z.array(z.number().int()).meta({ description: 'XP at which the first levels start.' }),
  }),
  handle: () => ({
    api_version: 'v1',
    features: { xp_tracking: true, agent_stats: true, leaderboards: true, analytics: true, websocket: true },
    xp_sources: Object.fromEntries(
      actions.map((action) => [
        action,
        { base_xp: rulesV1.basePointsByAction[action], description: descriptionByAction[action] },
      ]),
    ) as Record<Action, { base_xp: number; description: string }>,
    complexity_multipliers: { ...rulesV1.complexityFactors },
    level_thresholds: levelThresholds(),
  }),
})

function levelThresholds(): number[] {
  const thresholds = [0]
  while (thresholds.length < levelsShown) {
    const xp = thresholds.at(-1) ?? 0
    thresholds.push(xp + levelForXp(xp).xpOfLevel)
  }
  return thresholds
}
