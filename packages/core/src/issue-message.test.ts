import { expect, it } from 'vitest'
import { z } from 'zod'
import { issueMessage } from './issue-message.ts'

it.each<[z.ZodType, unknown, string]>([
  [z.string().min(1), '', 'must have at least 1 character'],
  [z.string().max(2), 'abc', 'must have at most 2 characters'],
  [z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 item'],
  [z.number().min(0), -1, 'must be at least 0'],
  [z.number().max(1), 1.5, 'must be at most 1'],
  [z.number().gt(0), 0, 'must be more than 0'],
  [z.number().lt(2), 2, 'must be less than 2'],
  [z.uuid(), 'x', 'must be a UUID'],
  [z.iso.date(), 'tomorrow', 'must be a day, such as 2027-01-31'],
  [
    z.iso.datetime({ offset: true }),
    '2027-01-31',
    'must be a time with its offset, such as 2027-01-31T12:00:00Z',
  ],
  [z.enum(['week', 'month']), 'year', 'must be one of week, month'],
  [z.literal(1), 2, 'must be 1'],
  [z.string(), 1, 'must be of type string, not number'],
  [z.string(), undefined, 'is missing'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.string().min(1, 'is needed'), '', 'is needed'],
])('says in plain words what is wrong: %#', (schema, value, message) => {
  expect(schema.safeParse(value).error?.issues.map(issueMessage)).toEqual([message])
})

it("keeps zod's words where it has none", () => {
  const { error } = z.union([z.string(), z.number()]).safeParse(null)
  expect(error?.issues.map(issueMessage)).toEqual(['Invalid input'])
})
