import { readFile, stat } from 'node:fs/promises'

export interface FollowOptions {
  readonly signal: AbortSignal
  /** Between two looks at the file. */
  readonly wait: () => Promise<void>
  /** Called with the whole text, at first and after each change. Gives false when it could not use it yet. */
  readonly onText: (text: string) => Promise<boolean>
}

/**
 * Follows a file until the signal aborts: as it grows, is written anew, is put in another's place, or is gone for a
 * while. It looks at the file instead of asking to be told, since that misses files that are replaced.
 */
export async function followFile(path: string, { signal, wait, onText }: FollowOptions): Promise<void> {
  let seen: string | null = null
  while (!signal.aborted) {
    const state = await stateOf(path)
    if (state !== null && state !== seen) {
      const text = await readFile(path, 'utf8').catch(() => null) // gone since
      if (text !== null && (await onText(text))) seen = state
    }
    if (!signal.aborted) await wait()
  }
}

/** Another text when the file has changed; null when there is none. */
async function stateOf(path: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return [ino, size, mtimeNs].join(' ')
  } catch {
    return null
  }
}
