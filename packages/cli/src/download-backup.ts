import { open } from 'node:fs/promises'
import type { Server } from '@arena/client/api'
import { ArenaError, type ErrorCode, errorCodes } from '@arena/core'
import type { CommandContext } from './command-context.ts'
import { createProgressBar } from './output/progress-bar.ts'

/** Writes what the server sends of its database; a part of it may be left behind when it fails. */
export async function downloadBackup(
  { stderr }: CommandContext,
  {
    server,
    unfinished,
    stop,
  }: { readonly server: Server; readonly unfinished: string; readonly stop: AbortSignal },
): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/backup`, {
    headers: { authorization: `Bearer ${server.key}` },
    redirect: 'error', // the key is for this address alone
    signal: stop,
  }).catch((cause: unknown) => {
    throw new ArenaError('unreachable', `${server.url} gave no copy.`, { cause })
  })
  if (!response.ok || !response.body) throw await problemToError(response)
  const total = Number(response.headers.get('content-length'))
  const bar = createProgressBar(stderr)
  const file = await open(unfinished, 'wx', 0o600)
  let done = 0
  try {
    for await (const part of response.body) {
      await file.writeFile(part)
      done += part.length
      bar.show('Copying bytes', { done, total })
    }
  } catch (cause) {
    throw new ArenaError('unreachable', `The copy ended after ${done} of ${total} bytes. Try again.`, {
      cause,
    })
  } finally {
    bar.clear()
    await file.close()
  }
}

async function problemToError(response: Response): Promise<ArenaError> {
  const problem = (await response.json().catch(() => null)) as {
    readonly code: ErrorCode
    readonly detail: string
  } | null
  return problem && Object.hasOwn(errorCodes, problem.code)
    ? new ArenaError(problem.code, problem.detail)
    : new ArenaError('unreachable', `HTTP ${response.status} without an answer of Arena.`)
}
