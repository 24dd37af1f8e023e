import { expect, it } from 'vitest'
import { formatExtent } from './format-extent.ts'

it('counts the rows of all workspaces', () => {
  expect(formatExtent([{ lastSeq: 1200 }, { lastSeq: 34 }])).toBe('1,234 ledger rows of 2 workspaces')
  expect(formatExtent([{ lastSeq: 1 }])).toBe('1 ledger row of 1 workspace')
})
