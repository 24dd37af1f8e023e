import { z } from 'zod'

const text = z.string().min(1).max(4096)

/** What one hook payload tells of a run or a session. It has no field for a prompt, a description or an output. */
export const hookFactSchema = z.strictObject({
  /**
   * `stopped` is the end of the agent's own turn, `failed` an error of the model's API, `told` what the caller was
   * told, `ended` the end of the whole session.
   */
  kind: z.enum(['started', 'stopped', 'failed', 'told', 'ended']),
  atInMs: z.number().int().min(0),
  sessionId: text,
  /** Null for `ended`, and where only the tool call is named. */
  agentId: text.nullable(),
  agentType: text.nullable(),
  toolUseId: text.nullable(),
  /** Of `told`; null when the agent was only launched. */
  ending: z.enum(['completed', 'failed', 'killed']).nullable(),
  parentAgentId: text.nullable(),
  model: text.nullable(),
  toolCalls: z.number().int().min(0).nullable(),
  cwd: text.nullable(),
  /** Where the agent's own transcript lies. */
  transcriptPath: text.nullable(),
})

export type HookFact = z.output<typeof hookFactSchema>
