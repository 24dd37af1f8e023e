import { emptyRefold, type LedgerRow } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryLedger } from '../../test/arbitrary-ledger.ts'
import { findRowFaults } from './find-row-faults.ts'

function findAll(rows: readonly LedgerRow[]): readonly string[] {
  const refold = emptyRefold()
  return rows.flatMap((row) => findRowFaults(refold, row))
}

describe('findRowFaults', () => {
  it('finds none in any history, corrections and unlocks included', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (rows) => {
        expect(findAll(rows)).toEqual([])
      }),
    )
  })

  it.each(['xp', 'agentXp', 'userXp', 'userLevel', 'userLevelReached'] as const)(
    'names a changed %s',
    (column) => {
      fc.assert(
        fc.property(
          arbitraryLedger().filter((rows) => rows.length > 0),
          fc.double({ min: 0, max: 0.999, noNaN: true }),
          (rows, share) => {
            const index = Math.floor(share * rows.length)
            const changed = rows.map((row, at) =>
              at === index ? { ...row, [column]: (row[column] ?? 0) + 1 } : row,
            )
            expect(findAll(changed).some((fault) => fault.startsWith(`row ${index + 1}: `))).toBe(true)
          },
        ),
      )
    },
  )
})
