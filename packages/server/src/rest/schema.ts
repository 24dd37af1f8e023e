import { reportSchema } from '@arena/core'
import { z } from 'zod'

/** A path's agent, in any spelling of its name. */
export const agentParams = z.strictObject({
  name: reportSchema.shape.agent.meta({
    description: 'Name of an agent; a slash in it is written %2F. Capitals do not matter.',
    minLength: 1,
    maxLength: 100,
  }),
})

export const count = z.number().int().min(0)
/** ISO 8601, UTC. */
export const instant = z.iso.datetime()
export const seconds = z.number().min(0).meta({ description: 'Seconds.' })
/** 0 to 100; null while nothing was measured. */
export const successRate = z
  .number()
  .min(0)
  .max(100)
  .nullable()
  .meta({ description: 'Per cent of the reports with success or failure; null while there is none.' })

export const agentStatsShape = {
  agent_id: z.string().meta({ description: 'The name in the form in which names are compared.' }),
  agent_name: z.string(),
  level: z.number().int().min(1),
  xp: z.number().int(),
  total_calls: count,
  successful_tasks: count,
  failed_tasks: count,
  success_rate: successRate,
  avg_task_time: seconds.nullable().meta({ description: 'Seconds, of the successes with a duration.' }),
  last_used: instant,
}
