import { destination, type Logger, pino } from 'pino'

interface Options {
  readonly level: string
  /** Takes each line; standard error by default. */
  readonly write?: (line: string) => void
}

/** Keys, codes of invitations, and tickets: what begins them stays, to tell what it was. */
const secretText = /(arena_|invite_|arenaticket_[0-9A-Za-z-]{1,100}_)[0-9A-Za-z]{8,}/g
const secretFields = ['authorization', 'key', 'token', 'password', 'hash']

/** Logs JSON lines. Keys and the like are cut out of every line, wherever in it they stand. */
export function createLogger({ level, write }: Options): Logger {
  const stderr = write ? { write } : destination({ dest: 2, sync: true }) // else the last lines of a crash are lost
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
      hooks: { streamWrite: (line) => line.replaceAll(secretText, '$1[redacted]') },
    },
    stderr,
  )
}
