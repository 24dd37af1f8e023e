import { readFile, stat } from 'node:fs/promises'

export interface FollowOptions {
  readonly signal: AbortSignal
  /** Between two looks at the file. */
  readonly wait: () => Promise<void>
  /** Called with the whole text, at first and after each change. Gives false when it could not use it yet. */
  readonly onText: (text: string) => Promise<boolean>
  /** Called at each look at a file that is there and cannot be read. */
  readonly onUnreadable: (cause: unknown) => void
}

/**
 * Follows a file until the signal aborts: as it grows, is written anew, is put in another's place, or is gone for a
 * while. It looks at the file instead of asking to be told, since that misses files that are replaced.
 */
export async function followFile(
  path: string,
  { signal, wait, onText, onUnreadable }: FollowOptions,
): Promise<void> {
  let seen: string | null = null
  while (!signal.aborted) {
    const news: News | null = await readNews(path, seen).catch((cause: unknown) => {
      if (!isGone(cause)) onUnreadable(cause)
      return null
    })
    if (news !== null && (await onText(news.text))) seen = news.state
    if (!signal.aborted) await wait()
  }
}

interface News {
  readonly text: string
  /** Another one when the file has changed. */
  readonly state: string
}

/** Null when the file is as it was seen. */
async function readNews(path: string, seen: string | null): Promise<News | null> {
  const { ino, size, mtimeNs } = await stat(path, { bigint: true })
  const state = [ino, size, mtimeNs].join(' ')
  return state === seen ? null : { state, text: await readFile(path, 'utf8') }
}

function isGone(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR'
}
