import { ArenaError, type ErrorCode, type Issue } from '@arena/core'
import type { LibsqlFile } from '../libsql/libsql-file.ts'

export type StoreMethod = keyof LibsqlFile

/** To the thread: call this method. */
export interface StoreCall {
  readonly id: number
  readonly method: StoreMethod
  readonly input: readonly unknown[]
}

/** From the thread. `opened` and `refused` come first and once; `fatal` may come at any time. */
export type StoreMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused' | 'fatal'; readonly error: SentError }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: SentError }

/** What of an error crosses between threads, where classes and causes don't. */
export interface SentError {
  readonly code: ErrorCode
  readonly message: string
  readonly issues: readonly Issue[]
  readonly isRetryable: boolean
  /** The message of what is behind it, for the log. */
  readonly cause: string | null
}

export function errorToSent(error: unknown): SentError {
  if (ArenaError.is(error)) {
    const { code, message, issues, isRetryable } = error
    return { code, message, issues, isRetryable, cause: error.cause ? messageOf(error.cause) : null }
  }
  return { code: 'internal', message: messageOf(error), issues: [], isRetryable: true, cause: null }
}

export function sentToError({ code, message, issues, isRetryable, cause }: SentError): ArenaError {
  return new ArenaError(code, message, { issues, isRetryable, ...(cause && { cause: new Error(cause) }) })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
