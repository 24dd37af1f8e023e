import { toArenaError } from '@arena/client/api'
import type { ErrorCode, Issue } from '@arena/core'
import { CommanderError } from 'commander'
import { adviceByCode } from './advice-by-code.ts'
import { cleanText } from './output/clean-text.ts'

export interface ErrorDescription {
  readonly code: ErrorCode | 'usage'
  readonly message: string
  readonly isRetryable: boolean
  readonly issues: readonly Issue[]
}

/** What to tell programs of an error. Never its stack, which helps nobody here. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof CommanderError) {
    return { code: 'usage', message: error.message.replace(/^error: /, ''), isRetryable: false, issues: [] }
  }
  const { code, message, isRetryable, issues } = toArenaError(error)
  return { code, message, isRetryable, issues }
}

/** What to tell people: the message with its code, the issues that it does not name, and what to do. */
export function formatError({ code, message, issues }: ErrorDescription): string[] {
  const advice = code === 'usage' ? undefined : adviceByCode[code]
  return [
    `error: ${cleanText(message)} [${code}]`,
    ...issues
      .filter((issue) => !message.includes(issue.message))
      .map(({ path, message: fault }) => `  ${cleanText(path)}: ${cleanText(fault)}`),
    ...(advice === undefined ? [] : [advice]),
  ]
}
