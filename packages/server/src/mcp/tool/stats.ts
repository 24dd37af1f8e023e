import { z } from 'zod'
import { mcpTool } from '../mcp-tool.ts'
import { standingShape } from '../standing-schema.ts'

const count = z.number().int()
const outcomes = { reports: count, successes: count, failures: count, cancelled: count, unknown: count }
const measured = z.number().nullable()

export const stats = mcpTool({
  name: 'arena_stats',
  title: 'Stats',
  description:
    "Your user's level, XP and streak, and each of its agents with level, XP, outcomes, mean duration and quality. " +
    'Name an agent to hear of that one alone. What was never measured is null.',
  isReadOnly: true,
  input: z.strictObject({
    agent: z.string().min(1).max(200).optional().describe('Name of one agent, such as python-pro.'),
  }),
  output: z.object({
    user: z.object({
      name: z.string(),
      ...standingShape,
      ...outcomes,
      streakDays: count,
      achievements: count,
    }),
    agents: z.array(
      z.object({
        name: z.string(),
        ...standingShape,
        ...outcomes,
        meanDurationInMs: measured,
        meanQuality: measured.describe('0 to 1'),
        lastAt: z.string().describe('ISO 8601, the last report.'),
      }),
    ),
  }),
  async call({ agent }, { caller }) {
    const { user, ...figures } = await caller.me.get()
    const agents =
      agent === undefined ? (await caller.agent.list({})).agents : [await caller.agent.get({ agent })]
    return { user: { ...figures, name: user.name }, agents: [...agents] }
  },
})
