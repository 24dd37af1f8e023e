import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { z } from 'zod'
import { requireServerOwner } from '../../access/require-server-owner.ts'
import { requireAuth, restRoute } from '../rest-route.ts'

/** A copy of the whole database, of all workspaces. */
export const backup = restRoute({
  method: 'get',
  path: '/api/v1/backup',
  summary: 'A copy of the database of the server, made while it goes on',
  description: 'Of all workspaces, so it asks for an owner of the first one. `arena restore` takes it.',
  scope: 'admin',
  answer: z.string(),
  answerType: 'application/vnd.sqlite3',
  errors: ['missing-role', 'disk-full'],
  async handle(_, call) {
    const { store } = call.parts.deps
    await requireServerOwner(requireAuth(call), store)
    const { path, bytes } = await store.backUp()
    call.setHeader('content-length', String(bytes))
    const file = createReadStream(path)
    file.once('close', () => void rm(path, { force: true }))
    return Readable.toWeb(file) as ReadableStream<Uint8Array>
  },
})
