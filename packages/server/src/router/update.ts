import { topicSchema } from '@arena/core'
import { z } from 'zod'
import { subscribeTopic } from '../update/subscribe-topic.ts'
import { createRouter, procedureFor } from './trpc.ts'

const subscribeInput = z.strictObject({
  /** Without one: the caller's own updates. */
  topic: topicSchema.optional(),
  lastEventId: z.string().optional(),
})

export const updateRouter = createRouter({
  subscribe: procedureFor('read')
    .input(subscribeInput.optional())
    .subscription(({ ctx, input, signal }) =>
      subscribeTopic(
        {
          topic: input?.topic ?? { type: 'user' },
          auth: ctx.auth,
          authenticate: ctx.authenticate,
          lastEventId: input?.lastEventId ?? null,
          signal,
        },
        ctx.parts,
      ),
    ),
})
