import { z } from 'zod'
import { boardWindows } from '../calendar/period.ts'
import { plainText } from '../plain-text.ts'

const id = plainText({ min: 1, max: 200 })

/** What a stream of updates is about. Teams and projects leave out members who hide their profile. */
export const topicSchema = z.discriminatedUnion('type', [
  /** The caller, unless another member is named. */
  z.strictObject({ type: z.literal('user'), userId: id.optional() }),
  z.strictObject({ type: z.literal('team'), teamId: id }),
  z.strictObject({ type: z.literal('project'), project: id }),
  /** The first places of a board by XP, each time they change. */
  z.strictObject({
    type: z.literal('board'),
    subject: z.enum(['agent', 'user', 'team']).optional(),
    scope: z.enum(['user', 'team', 'project', 'workspace']).optional(),
    window: z.enum(boardWindows).optional(),
    /** Whose, in scope `user`: the caller's own when not given. */
    userId: id.optional(),
    /** Which one by id or name, in scope `team`: the caller's own when not given. */
    team: id.optional(),
    /** Which one, in scope `project`. */
    project: id.optional(),
  }),
])

export type Topic = z.input<typeof topicSchema>
