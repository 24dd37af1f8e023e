import { expect, it } from 'vitest'
import { createMemorySpool } from './memory-spool.ts'
import { describeSpool } from './spool.contract.ts'

describeSpool('memory spool', () => createMemorySpool())

it('tells what is lost with it', () => {
  const lost: number[] = []
  const spool = createMemorySpool({ onLost: (count) => lost.push(count) })
  for (let n = 0; n < 3; n += 1) spool.append('{}')
  spool.readBatch({ maxReports: 1, maxBytes: 100, accepts: () => true })?.acknowledge('epoch')
  spool.close()
  spool.close()
  expect(lost).toEqual([2])
})

it('takes no more than its limit', () => {
  const spool = createMemorySpool({ maxReports: 2 })
  expect(['{}', '{}', '{}'].map((json) => spool.append(json))).toEqual(['kept', 'kept', 'full'])
  spool.readBatch({ maxReports: 1, maxBytes: 100, accepts: () => true })?.acknowledge('epoch')
  expect(spool.append('{}')).toBe('kept')
})
