import { ArenaError, reportSchema } from '@arena/core'
import { z } from 'zod'
import { mcpTool } from '../mcp-tool.ts'
import { standingShape } from '../standing-schema.ts'

const { id, agent, outcome, task, durationInMs, quality, usage, project, sessionId, model } =
  reportSchema.shape
const scores = quality.unwrap().omit({ source: true })

export const report = mcpTool({
  name: 'arena_report',
  title: 'Report your own work',
  description:
    'State one finished call of an agent, and hear what it is worth. It is marked as your own word: scores that you ' +
    'give yourself count less than those of reviewers, and points and evidence cannot be claimed here. Report a call ' +
    'once, and only where nothing else reports it.',
  isReadOnly: false,
  input: z.strictObject({
    agent: agent.describe('Your name as an agent, such as python-pro.'),
    outcome: outcome.unwrap().describe('How it ended. Say unknown rather than guess.'),
    task: task
      .unwrap()
      .omit({ complexityInferred: true })
      .optional()
      .describe('What it was about, in short.'),
    durationInMs: durationInMs.describe('How long it took, in milliseconds.'),
    quality: scores.optional().describe('Your own judgement of the work, 0 to 1.'),
    usage: usage.describe('What it took.'),
    project: project.describe('What the work was for.'),
    sessionId: sessionId,
    model: model,
    id: id.optional().describe('A UUID of your own, so that the same report sent again counts once.'),
  }),
  output: z.object({
    status: z.enum(['scored', 'duplicate']),
    reportId: z.string(),
    xp: z.number().int(),
    agent: z.object({ name: z.string(), ...standingShape }),
    user: z.object(standingShape),
    achievements: z.array(z.object({ name: z.string(), xp: z.number().int() })),
  }),
  async call({ quality, id, ...stated }, { newId, submit }) {
    const answer = await submit({
      id: id ?? newId(),
      ...stated,
      ...(quality && { quality: { ...quality, source: 'self' } }),
      source: 'self',
    })
    if (answer.status === 'rejected') throw new ArenaError(answer.code, answer.message)
    const { status, xp, agent, user, achievements } = answer
    return { status, reportId: answer.id, xp, agent, user, achievements: [...achievements] }
  },
})
