import { expect, it } from 'vitest'
import { createMemorySpool } from './memory-spool.ts'
import { describeSpool } from './spool.contract.ts'

describeSpool('memory spool', () => createMemorySpool())

it('takes no more than its limit', () => {
  const spool = createMemorySpool({ maxReports: 2 })
  expect(['{}', '{}', '{}'].map((json) => spool.append(json))).toEqual(['kept', 'kept', 'full'])
  spool.readBatch({ maxReports: 1, maxBytes: 100, accepts: () => true })?.acknowledge('epoch')
  expect(spool.append('{}')).toBe('kept')
})
