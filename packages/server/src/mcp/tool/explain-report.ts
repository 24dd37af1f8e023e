import { outcomes, reportIdSchema } from '@arena/core'
import { z } from 'zod'
import { mcpTool } from '../mcp-tool.ts'

export const explainReport = mcpTool({
  name: 'arena_explain_report',
  title: 'Explain a report',
  description: 'Why a report of yours got the XP it got, factor by factor, and what was corrected since.',
  isReadOnly: true,
  input: z.strictObject({ reportId: reportIdSchema.describe('Id of the report, from its receipt.') }),
  output: z.object({
    agent: z.string(),
    outcome: z.enum(outcomes).nullable().describe('As it counts now; null when the report was taken out.'),
    occurredAt: z.string().describe('ISO 8601'),
    xp: z.number().int().describe('As it counts now.'),
    xpAtFirst: z.number().int(),
    lines: z.array(z.string()).describe('The first score in words, in the order of the rules.'),
    corrections: z.array(
      z.object({ at: z.string(), changes: z.array(z.string()), xpChange: z.number().int() }),
    ),
  }),
  async call({ reportId }, { caller }) {
    const { agentName, reportNow, occurredAt, xpNow, xp, lines, corrections } = await caller.report.explain({
      reportId,
    })
    return {
      agent: agentName,
      outcome: reportNow?.outcome ?? null,
      occurredAt,
      xp: xpNow,
      xpAtFirst: xp,
      lines: [...lines],
      corrections: corrections.map(({ at, changes, xpChange }) => ({ at, changes: [...changes], xpChange })),
    }
  },
})
