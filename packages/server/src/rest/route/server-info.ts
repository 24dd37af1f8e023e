import { z } from 'zod'
import { restRoute } from '../rest-route.ts'

export const serverInfo = (version: string) =>
  restRoute({
    method: 'get',
    path: '/',
    summary: 'What this server is, and where to go on',
    scope: null,
    answer: z.strictObject({
      name: z.string(),
      version: z.string(),
      description: z.string(),
      features: z.array(z.string()),
      endpoints: z.record(z.string(), z.string()),
    }),
    handle: () => ({
      name: 'Arena',
      version,
      description: 'XP, levels, achievements and live leaderboards for AI agents',
      features: [
        'XP by complexity, quality, speed and evidence',
        'Levels and titles',
        'Achievements',
        'Leaderboards',
        'Live updates',
        'Analytics',
      ],
      endpoints: {
        docs: '/docs',
        openapi: '/openapi.json',
        agents: '/api/v1/agents',
        achievements: '/api/v1/achievements',
        websocket: '/ws/notifications/{user_id}',
        health: '/health',
      },
    }),
  })
