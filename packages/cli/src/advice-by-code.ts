import type { ErrorCode } from '@arena/core'

/** What a person at a terminal can do about an error, where its message does not say it. */
export const adviceByCode: Partial<Record<ErrorCode, string>> = {
  'no-server': 'Start one with `arena serve`, or name one with --url or ARENA_URL.',
  unreachable: 'See that the server runs (`arena serve`) and that --url or ARENA_URL names it.',
  'no-key': 'The owner of the server makes keys with `arena key create`.',
  'invalid-key':
    'Set ARENA_API_KEY to a valid key. The owner of the server makes them with `arena key create`.',
  'missing-scope': 'The owner of the server makes keys with more scopes with `arena key create --scope`.',
  'port-in-use': 'On the command line: `arena serve --port 8001`.',
}
