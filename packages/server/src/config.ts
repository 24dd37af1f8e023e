import { join, resolve } from 'node:path'
import { ArenaError, type Issue, isTimeZone, zodIssues } from '@arena/core'
import { z } from 'zod'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export interface Config {
  /** The folder of everything that Arena keeps, such as ~/.arena. */
  readonly home: string
  readonly databasePath: string
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly logLevel: (typeof logLevels)[number]
  /** IANA time zone of a workspace made by this server. */
  readonly zone: string
  /** Per key; 0 sets no limit. */
  readonly reportsPerSecond: number
  readonly backdatedPerSecond: number
  readonly requestsPerSecond: number
  /** Origins whose pages may call, such as https://arena.example. */
  readonly corsOrigins: readonly string[]
  /** Streams of updates open at once, of all keys and of each. */
  readonly maxStreams: number
  readonly maxStreamsPerKey: number
  /** WebSockets open at once, of each user. */
  readonly maxSocketsPerUser: number
}

/** What a caller sets in place of the environment, such as command-line flags. */
export type ConfigOverrides = { readonly [Name in keyof Config]?: Config[Name] | string | undefined }

type Environment = Readonly<Record<string, string | undefined>>

const variableByName = {
  home: 'ARENA_HOME',
  databasePath: 'ARENA_DB',
  host: 'ARENA_HOST',
  port: 'ARENA_PORT',
  logLevel: 'ARENA_LOG_LEVEL',
  zone: 'ARENA_ZONE',
  reportsPerSecond: 'ARENA_REPORTS_PER_SECOND',
  backdatedPerSecond: 'ARENA_BACKDATED_PER_SECOND',
  requestsPerSecond: 'ARENA_REQUESTS_PER_SECOND',
  corsOrigins: 'ARENA_CORS_ORIGINS',
  maxStreams: 'ARENA_MAX_STREAMS',
  maxStreamsPerKey: 'ARENA_MAX_STREAMS_PER_KEY',
  maxSocketsPerUser: 'ARENA_MAX_SOCKETS_PER_USER',
} as const satisfies Record<keyof Config, string>

const portMessage = 'must be a whole number from 0 to 65535'
const rateMessage = 'must be a number per second, or 0 for no limit'
const originsMessage = 'must be origins such as https://arena.example, with commas between'
const countMessage = 'must be a whole number from 1 to 1000000'
const rate = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}(\.\d{1,3})?$/)
        .transform(Number),
    ],
    { message: rateMessage },
  )
  .pipe(z.number({ message: rateMessage }).min(0, { message: rateMessage }))
const count = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,7}$/)
        .transform(Number),
    ],
    { message: countMessage },
  )
  .pipe(
    z
      .int({ message: countMessage })
      .min(1, { message: countMessage })
      .max(1_000_000, { message: countMessage }),
  )
const plainPath = z.string().refine((path) => !path.includes('\0'), { message: 'must be a path' })

const settingsSchema = z.object({
  home: plainPath.optional(),
  databasePath: plainPath.optional(),
  host: z
    .string()
    .regex(/^[0-9A-Za-z.:_-]+$/, { message: 'must be a host name or an address' })
    .default('127.0.0.1'),
  port: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], { message: portMessage })
    .pipe(
      z
        .number({ message: portMessage })
        .int({ message: portMessage })
        .min(0, { message: portMessage })
        .max(65_535, { message: portMessage }),
    )
    .default(8000),
  logLevel: z.enum(logLevels, { message: `must be one of ${logLevels.join(', ')}` }).default('info'),
  zone: z
    .string()
    .refine(isTimeZone, { message: 'must be a time zone such as Europe/Berlin' })
    .default(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
  // far above what one machine sends, so that only a flood meets them
  reportsPerSecond: rate.default(20_000),
  backdatedPerSecond: rate.default(20_000),
  requestsPerSecond: rate.default(1000),
  corsOrigins: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(',').map((part) => part.trim()))])
    .refine((origins) => origins.every(isOrigin), { message: originsMessage })
    .default([]),
  maxStreams: count.default(5000),
  maxStreamsPerKey: count.default(50),
  maxSocketsPerUser: count.default(5),
})

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

/** Reads the configuration; throws one error that names every fault in it. */
export function readConfig(environment: Environment, overrides: ConfigOverrides = {}): Config {
  const stated = Object.fromEntries(
    Object.entries(variableByName).flatMap(([name, variable]) => {
      const value = overrides[name as keyof Config] ?? environment[variable]
      return value === undefined || value === '' ? [] : [[name, value]]
    }),
  )
  const parsed = settingsSchema.safeParse(stated)
  if (!parsed.success) throw configError(zodIssues(parsed.error), { stated, overrides })
  const { home = defaultHome(environment), databasePath, ...rest } = parsed.data
  const folder = resolve(home)
  return { home: folder, databasePath: resolve(databasePath ?? join(folder, 'arena.db')), ...rest }
}

function configError(
  issues: readonly Issue[],
  { stated, overrides }: { readonly stated: Record<string, unknown>; readonly overrides: ConfigOverrides },
): ArenaError {
  const named = issues.map(({ path, message }) => {
    const name = path as keyof Config
    const source = overrides[name] === undefined ? variableByName[name] : name
    return { path: source, message: `${message}, not ${JSON.stringify(stated[name])}` }
  })
  const list = named.map(({ path, message }) => `${path} ${message}`)
  return new ArenaError('invalid-config', `${list.join('; ')}.`, { issues: named })
}

function defaultHome(environment: Environment): string {
  const userHome = environment['HOME'] || environment['USERPROFILE']
  if (userHome) return join(userHome, '.arena')
  throw new ArenaError(
    'no-home',
    'No home directory is known. Set ARENA_HOME to a folder in which Arena may keep its files.',
  )
}
