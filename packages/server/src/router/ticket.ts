import { z } from 'zod'
import { isoTime } from '../iso-time.ts'
import { hashKey } from '../key/hash-key.ts'
import { createTicketText } from '../ticket/ticket-text.ts'
import { createRouter, procedureFor } from './trpc.ts'

const validForInMs = 60_000

export const ticketRouter = createRouter({
  /** Opens one WebSocket in place of the key, for pages, which can put it nowhere but into the address. */
  create: procedureFor('read')
    .input(z.strictObject({}).optional())
    .mutation(async ({ ctx }): Promise<{ readonly ticket: string; readonly expiresAt: string }> => {
      const { store, clock } = ctx.parts.deps
      const { workspaceId, userId, keyId } = ctx.auth
      const ticket = createTicketText(workspaceId)
      const nowInMs = clock()
      const expiresAtInMs = nowInMs + validForInMs
      await store.saveTicket({ workspaceId, userId, keyId, hash: hashKey(ticket), nowInMs, expiresAtInMs })
      return { ticket, expiresAt: isoTime(expiresAtInMs) }
    }),
})
