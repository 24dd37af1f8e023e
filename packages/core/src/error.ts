/**
 * Every code an Arena error can carry, and whether the same call may succeed later without a change.
 * HTTP and exit statuses derive from this table where they are needed.
 */
export const errorCodes = {
  'invalid-report': { isRetryable: false },
  'invalid-input': { isRetryable: false },
  'unsupported-schema': { isRetryable: false },
  'too-large': { isRetryable: false },
  'report-conflict': { isRetryable: false },
  'report-void': { isRetryable: false },
  'backdate-not-allowed': { isRetryable: false },
  'no-key': { isRetryable: false },
  'invalid-key': { isRetryable: false },
  'missing-scope': { isRetryable: false },
  'missing-role': { isRetryable: false },
  'wrong-user': { isRetryable: false },
  'name-taken': { isRetryable: false },
  'last-owner': { isRetryable: false },
  'invalid-invitation': { isRetryable: false },
  'not-found': { isRetryable: false },
  'method-not-allowed': { isRetryable: false },
  'unsupported-media-type': { isRetryable: false },
  'host-not-allowed': { isRetryable: false },
  'origin-not-allowed': { isRetryable: false },
  'rate-limited': { isRetryable: true },
  'server-busy': { isRetryable: true },
  'store-unavailable': { isRetryable: true },
  'disk-full': { isRetryable: true },
  unreachable: { isRetryable: true },
  'no-server': { isRetryable: true },
  'invalid-config': { isRetryable: false },
  'database-corrupt': { isRetryable: false },
  'database-foreign': { isRetryable: false },
  'database-newer': { isRetryable: false },
  'database-in-use': { isRetryable: false },
  'database-unwritable': { isRetryable: false },
  'file-unusable': { isRetryable: false },
  'port-in-use': { isRetryable: false },
  'no-home': { isRetryable: false },
  'verify-failed': { isRetryable: false },
  internal: { isRetryable: true },
} as const satisfies Record<string, { isRetryable: boolean }>

export type ErrorCode = keyof typeof errorCodes

/** One fault in an input: `path` names the field, `message` says what is wrong with it. */
export interface Issue {
  readonly path: string
  readonly message: string
}

export interface ArenaErrorOptions {
  readonly cause?: unknown
  readonly isRetryable?: boolean
  readonly issues?: readonly Issue[]
  /** When the same call may be tried again. */
  readonly retryAfterInMs?: number
}

const marker = Symbol.for('arena.error')

/** The only error that Arena throws on purpose. `code` is stable; `message` is for people. */
export class ArenaError extends Error {
  readonly code: ErrorCode
  readonly isRetryable: boolean
  readonly issues: readonly Issue[]
  /** Null when the thrower can't tell. */
  readonly retryAfterInMs: number | null
  readonly [marker] = true

  constructor(code: ErrorCode, message: string, options: ArenaErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ArenaError'
    this.code = code
    this.isRetryable = options.isRetryable ?? errorCodes[code].isRetryable
    this.issues = options.issues ?? []
    this.retryAfterInMs = options.retryAfterInMs ?? null
  }

  /** Recognises an ArenaError of any bundled copy of this package, which `instanceof` cannot. */
  static is(value: unknown): value is ArenaError {
    return typeof value === 'object' && value !== null && marker in value
  }
}
