import { ArenaError } from '@arena/core'
import { z } from 'zod'
import { isoTime } from '../../iso-time.ts'
import { restRoute } from '../rest-route.ts'
import { instant } from '../schema.ts'

/** Says that the process lives; it asks nothing of the database, so that it answers at any load. */
export const health = ({ instance, version }: { readonly instance: string; readonly version: string }) =>
  restRoute({
    method: 'get',
    path: '/health',
    summary: 'Whether the server lives',
    scope: null,
    answer: z.strictObject({
      status: z.literal('healthy'),
      instance: z.string().meta({ description: 'Of this start of the server.' }),
      version: z.string(),
      timestamp: instant,
    }),
    handle: (_, { parts }) => ({
      status: 'healthy' as const,
      instance,
      version,
      timestamp: isoTime(parts.deps.clock()),
    }),
  })

export const ready = restRoute({
  method: 'get',
  path: '/ready',
  summary: 'Whether the server takes reports',
  scope: null,
  answer: z.strictObject({ status: z.literal('ready'), database: z.literal('connected') }),
  errors: ['server-busy', 'store-unavailable'],
  async handle(_, { parts }) {
    if (parts.recorder.isFull) throw new ArenaError('server-busy', 'The server takes no reports now.')
    await parts.deps.store.readWorkspaces().catch((cause: unknown) => {
      throw new ArenaError('store-unavailable', 'The database does not answer.', { cause })
    })
    return { status: 'ready' as const, database: 'connected' as const }
  },
})
