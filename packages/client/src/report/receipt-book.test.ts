import { expect, it } from 'vitest'
import { createReceiptBook } from './receipt-book.ts'

it('says at once that a report is spooled where too many receipts are open, and has room again when they are settled', async () => {
  const book = createReceiptBook({ timeoutInMs: 1, maxOpen: 2, onAwaited: () => {}, onTimeout: () => {} })
  const [first, second, third] = ['a', 'b', 'c'].map((id) => book.open(id, { isOnDisk: true }))
  expect(await third).toEqual({ status: 'spooled', id: 'c', isOnDisk: true })
  const rejected = { status: 'rejected', code: 'invalid-report', message: 'no', issues: [] } as const
  book.settle('a', { ...rejected, id: 'a' })
  const fourth = book.open('d', { isOnDisk: true })
  book.settle('d', { ...rejected, id: 'd' })
  expect([await first, await fourth]).toMatchObject([
    { status: 'rejected', id: 'a' },
    { status: 'rejected', id: 'd' },
  ])
  book.settleAllAsSpooled()
  expect(await second).toMatchObject({ status: 'spooled', id: 'b' })
})
