import type { ErrorCode } from '@arena/core'

export interface ProblemMeaning {
  /** The same for every problem of the code. */
  readonly title: string
  /** What the caller can do about it. */
  readonly advice: string
}

/** What the codes mean that go out over HTTP. Faults of the server's own set-up go out as `internal`. */
export const problemMeanings = {
  'invalid-report': { title: 'The report is not valid', advice: 'Mend the fields that `issues` names.' },
  'invalid-input': { title: 'The request is not valid', advice: 'Mend the fields that `issues` names.' },
  'unsupported-schema': { title: 'The batch has a newer schema', advice: 'Update the server.' },
  'too-large': { title: 'The request is too large', advice: 'Split it.' },
  'report-conflict': {
    title: 'The id is taken by a report with other content',
    advice: 'Send the first report again as it was, or this one under an id or Idempotency-Key of its own.',
  },
  'report-void': {
    title: 'The report was taken out',
    advice: 'Report the work again under an id of its own.',
  },
  'backdate-not-allowed': {
    title: 'The report is too old for this key',
    advice: 'Use a key with the scope report:backdate.',
  },
  'no-key': { title: 'A key is missing', advice: 'Send the header `authorization: Bearer KEY`.' },
  'invalid-key': {
    title: 'The key is not valid',
    advice: 'It is unknown, expired or revoked. An admin of the workspace makes keys.',
  },
  'missing-scope': {
    title: 'The key lacks a scope',
    advice: 'Use a key with the scope that `detail` names.',
  },
  'missing-role': { title: 'The role is not enough', advice: 'Ask an admin or the owner of the workspace.' },
  'invalid-invitation': {
    title: 'The invitation is not valid',
    advice: 'It is unknown, used, revoked or expired. Ask for another one.',
  },
  'name-taken': { title: 'The name is taken', advice: 'Choose another one.' },
  'last-owner': {
    title: 'A workspace needs an owner',
    advice: 'Make another member its owner first.',
  },
  'wrong-user': {
    title: 'The key belongs to another user',
    advice: "Leave `user_id` out, or use that user's key or one with the scope report:any-user.",
  },
  'not-found': {
    title: 'Not found',
    advice: 'There is no such thing, or it is not for this key to see. Paths are listed above.',
  },
  'method-not-allowed': {
    title: 'The path has no such method',
    advice: 'Use one that the header Allow names.',
  },
  'unsupported-media-type': {
    title: 'The type or the compression of the body is not read here',
    advice: 'Send it with `content-type: application/json`, not compressed.',
  },
  'host-not-allowed': {
    title: 'The server is for its own machine only',
    advice: 'Call it as localhost or 127.0.0.1, or let it listen on another address (ARENA_HOST).',
  },
  'origin-not-allowed': {
    title: 'Pages of this origin may not call',
    advice: 'Name the origin in ARENA_CORS_ORIGINS.',
  },
  'rate-limited': {
    title: 'Too many calls',
    advice: 'Send the same again after the seconds in Retry-After. RateLimit says what is left.',
  },
  'server-busy': {
    title: 'The server is busy',
    advice: 'Send the same again after the seconds in Retry-After.',
  },
  'store-unavailable': {
    title: 'The database does not answer',
    advice: 'Send the same again after the seconds in Retry-After.',
  },
  'disk-full': { title: "The server's disk is full", advice: 'Make room on it; then send the same again.' },
  internal: {
    title: 'Something went wrong in the server',
    advice: "The server's log says more under the id in `instance`.",
  },
} as const satisfies Partial<Record<ErrorCode, ProblemMeaning>>

export type ProblemCode = keyof typeof problemMeanings

export function isProblemCode(code: ErrorCode): code is ProblemCode {
  return Object.hasOwn(problemMeanings, code)
}
