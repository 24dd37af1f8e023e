import type { z } from 'zod'

type ZodIssue = z.core.$ZodIssue

/** What is wrong with a value, said of its field. The schemas' own words stay; zod's are put in ours. */
export function issueMessage(issue: ZodIssue): string {
  const { message } = issue
  return /^(?:Invalid|Too) /.test(message) ? (plainMessage(issue) ?? message) : message
}

function plainMessage(issue: ZodIssue): string | null {
  switch (issue.code) {
    case 'too_small':
      return limitMessage(issue, { limit: issue.minimum, word: issue.inclusive ? 'at least' : 'more than' })
    case 'too_big':
      return limitMessage(issue, { limit: issue.maximum, word: issue.inclusive ? 'at most' : 'less than' })
    case 'invalid_format':
      return formatMessages[issue.format] ?? null
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'invalid_type':
      return typeMessage(issue.message)
    default:
      return null
  }
}

const formatMessages: Readonly<Record<string, string>> = {
  uuid: 'must be a UUID',
  date: 'must be a day, such as 2027-01-31',
  datetime: 'must be a time with its offset, such as 2027-01-31T12:00:00Z',
}

const things: Readonly<Record<string, string>> = { string: 'character', array: 'item', set: 'item' }

function limitMessage(
  { origin }: { readonly origin: string },
  { limit, word }: { readonly limit: number | bigint; readonly word: string },
): string {
  const thing = things[origin]
  if (thing === undefined) return `must be ${word} ${limit}`
  return `must have ${word} ${limit} ${thing}${limit === 1 ? '' : 's'}`
}

/** Zod tells only in its message what was there in place of the type. */
function typeMessage(message: string): string | null {
  const [, expected, received] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? []
  if (expected === undefined || received === undefined) return null
  if (received === 'undefined') return 'is missing'
  return expected === 'int' ? 'must be a whole number' : `must be of type ${expected}, not ${received}`
}
