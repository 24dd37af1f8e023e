import { only, type Verdicts } from './expectation.ts'

/** Of what only admins do, each in his own workspace. */
export const staff = only(['admin', 'owner', 'other workspace'], 'missing-role')

/** Of what only admins do to things of their workspace; to others these are not there. */
export const adminsOfHome: Verdicts = {
  ...only(['admin', 'owner'], 'missing-role'),
  'other workspace': 'not-found',
}

export const adminsOfAbroad: Verdicts = {
  ...only(['other workspace'], 'missing-role'),
  admin: 'not-found',
  owner: 'not-found',
}
