import { z } from 'zod'
import { createRouter, procedureFor } from './trpc.ts'

export const updateRouter = createRouter({
  subscribe: procedureFor('read')
    .input(z.strictObject({ lastEventId: z.string().optional() }).optional())
    .subscription(({ ctx, input, signal }) =>
      ctx.parts.feed.subscribe({
        topic: { workspaceId: ctx.auth.workspaceId, userId: ctx.auth.userId },
        ranksOf: ctx.auth,
        keyId: ctx.auth.keyId,
        lastEventId: input?.lastEventId ?? null,
        // asked again when a key was revoked, so that its streams end
        check: ctx.authenticate,
        signal,
      }),
    ),
})
