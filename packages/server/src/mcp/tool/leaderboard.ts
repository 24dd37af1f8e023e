import { boardWindows } from '@arena/core'
import { z } from 'zod'
import { boardSorts } from '../../answer/board/board-question.ts'
import { boardScopes, boardSubjects } from '../../store/board-row.ts'
import { mcpTool } from '../mcp-tool.ts'
import { standingShape } from '../standing-schema.ts'

const { xp, level, title, stars } = standingShape
const count = z.number().int()

export const leaderboard = mcpTool({
  name: 'arena_leaderboard',
  title: 'Leaderboard',
  description: 'Who gained most XP: agents, users or teams, in a day, week, month or ever.',
  isReadOnly: true,
  input: z.strictObject({
    subject: z.enum(boardSubjects).default('agent').describe('Who is ranked.'),
    scope: z.enum(boardScopes).default('workspace').describe('Among whom; `user` is yourself.'),
    window: z
      .enum(boardWindows)
      .default('week')
      .describe('The present day, week (from Monday), month, or all time.'),
    sort: z.enum(boardSorts).default('xp').describe('What is compared.'),
    team: z.string().min(1).max(200).optional().describe('Id or name, for scope team; your own if left out.'),
    project: z.string().min(1).max(200).optional().describe('For scope project.'),
    limit: z.number().int().min(1).max(100).default(10).describe('How many places.'),
  }),
  output: z.object({
    periodStart: z.string().describe('YYYY-MM-DD'),
    periodEnd: z.string().nullable().describe('YYYY-MM-DD; null for all time.'),
    entries: z.array(
      z.object({
        rank: count.nullable().describe('Null where too little was measured.'),
        name: z.string(),
        ...{ xp, level, title, stars, reports: count, successes: count, failures: count },
        meanDurationInMs: z.number().nullable(),
        isMine: z.boolean().describe('Whether it is you, your team, or an agent that you have used.'),
      }),
    ),
  }),
  async call(question, { caller }) {
    const { periodStart, periodEnd, entries } = await caller.board.top(question)
    return { periodStart, periodEnd, entries: [...entries] }
  },
})
