import { type Api, createApi, findServer } from '@arena/client/api'
import { ArenaError } from '@arena/core'
import type { CommandContext } from './command-context.ts'

export type { Api }

/** The server that the environment names or that runs on this machine. Rejects with `no-server` if there is none. */
export async function connect(
  { env }: Pick<CommandContext, 'env'>,
  options: { readonly timeoutInMs?: number } = {},
): Promise<Api> {
  const server = await findServer({ env })
  if (server === null) throw new ArenaError('no-server', 'No Arena server was found on this machine')
  return createApi({ ...server, ...options })
}
