import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ServerHints } from './search-server.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The hints in the environment; what is given in `stated` comes first. */
export function readHints(
  env: Environment,
  stated: {
    /** Null: the server found on this machine, whatever the environment says. */
    readonly url?: string | null | undefined
    readonly key?: string | undefined
    readonly home?: string | undefined
  } = {},
): ServerHints {
  const envUrl = env['ARENA_URL'] || null
  const envKey = env['ARENA_API_KEY'] || null
  const url = stated.url === undefined ? envUrl : stated.url
  // A key in the environment belongs to the address in the environment, and goes to no other.
  const isKeyForUrl = envUrl === null || url === envUrl
  return {
    url,
    key: stated.key ?? (isKeyForUrl ? envKey : null),
    home: toAbsolute(stated.home ?? (env['ARENA_HOME'] || defaultHome())),
  }
}

/** The host may change its working directory later. */
function toAbsolute(home: string | null): string | null {
  try {
    return home === null ? null : resolve(home)
  } catch {
    return home // the working directory is gone
  }
}

function defaultHome(): string | null {
  try {
    const home = homedir()
    return home === '' ? null : join(home, '.arena')
  } catch {
    return null // a user without an entry in the list of users
  }
}
