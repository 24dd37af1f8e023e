import { Option } from 'commander'
import type { Api } from './connect.ts'

export type Scope = Parameters<Api['key']['create']['mutate']>[0]['scopes'][number]

const known = {
  'report:write': true,
  read: true,
  'report:backdate': true,
  'report:any-user': true,
  review: true,
  admin: true,
} as const satisfies Record<Scope, true>

/** The option for what a key may do; a wrong word is told before anything is asked of the server. */
export const scopeOption = (description: string) =>
  new Option('--scope <scopes...>', description).choices(Object.keys(known))
