import { type Environment, readHints } from './transport/read-hints.ts'
import type { Warn } from './warn-once.ts'

export interface ArenaOptions {
  /** The server's address; null finds the one on this machine. Default: `ARENA_URL`, else null. */
  readonly url?: string | null
  /** Default: `ARENA_API_KEY`, else what this machine's credentials hold for the address. */
  readonly key?: string
  /** Default project of reports. Default: `ARENA_PROJECT`. */
  readonly project?: string
  /** The folder of spool and credentials. Default: `ARENA_HOME`, else `~/.arena`. */
  readonly home?: string
  /** Default: false when `ARENA_DISABLED` is set, or under `NODE_ENV=test` without any address, key or home given. */
  readonly isEnabled?: boolean
  /** Look all the time for what dead processes left, without a report of one's own. For servers. */
  readonly adopt?: boolean
  /**
   * Be the server of this machine, in a thread of this process, when none runs and @arena/server is installed.
   * Only arenas of the main thread are. Default: true, unless `ARENA_EMBED` is off.
   */
  readonly embed?: boolean
  /** How long an awaited receipt waits for the server before it says `spooled`. Default 5,000. */
  readonly receiptTimeoutInMs?: number
  /** Default 10,000. */
  readonly requestTimeoutInMs?: number
  /** Of all processes that share `home`. Default 64 MB. */
  readonly maxSpoolBytes?: number
  /** Called at most once per kind. Default: a warning of Node, on stderr. */
  readonly onWarning?: Warn
}

export interface ArenaConfig {
  readonly isEnabled: boolean
  readonly mayEmbed: boolean
  readonly url: string | null
  readonly key: string | null
  readonly home: string | null
  readonly project: string | null
  readonly receiptTimeoutInMs: number
  readonly requestTimeoutInMs: number
  readonly maxSpoolBytes: number
}

/** The options, completed by the environment. */
export function readConfig(options: ArenaOptions, env: Environment): ArenaConfig {
  const { url, key, home, receiptTimeoutInMs = 5_000, requestTimeoutInMs = 10_000 } = options
  return {
    ...readHints(env, { url, key, home }),
    isEnabled: !isOn(env['ARENA_DISABLED']) && (options.isEnabled ?? !isQuietTest(options, env)),
    mayEmbed: options.embed ?? (env['ARENA_EMBED'] === undefined || isOn(env['ARENA_EMBED'])),
    project: options.project ?? (env['ARENA_PROJECT'] || null),
    receiptTimeoutInMs,
    requestTimeoutInMs,
    maxSpoolBytes: options.maxSpoolBytes ?? 64 * 1024 * 1024,
  }
}

/** A program's own tests shall not earn XP, unless somebody set Arena up for them. */
function isQuietTest({ url, key, home }: ArenaOptions, env: Environment): boolean {
  return (
    env['NODE_ENV'] === 'test' &&
    !env['ARENA_URL'] &&
    url === undefined &&
    key === undefined &&
    home === undefined
  )
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false', 'no', 'off'].includes(value.toLowerCase())
}
