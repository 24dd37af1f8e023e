import { z } from 'zod'
import { createRouter, procedureFor } from './trpc.ts'

export const updateRouter = createRouter({
  subscribe: procedureFor('read')
    .input(z.strictObject({ lastEventId: z.string().optional() }).optional())
    .subscription(({ ctx, input, signal }) =>
      ctx.parts.feed.subscribe({
        user: ctx.auth,
        lastEventId: input?.lastEventId ?? null,
        // asked again at every wake-up, so that a stream ends with its key
        check: ctx.authenticate,
        signal,
      }),
    ),
})
