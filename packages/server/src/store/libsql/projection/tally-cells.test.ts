import { bucketOf, type LedgerRow, qualitySources } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryLedger } from '../../../../test/arbitrary-ledger.ts'
import { cellKey, emptyCell } from './rollup-cell.ts'
import { type CellTallies, tallyCells } from './tally-cells.ts'

function tally(rows: readonly LedgerRow[]): CellTallies {
  const cells: CellTallies = new Map()
  for (const row of rows) tallyCells(cells, row)
  return cells
}

describe('tallyCells', () => {
  it('sums the reports as they count at the end, whatever was corrected on the way', () => {
    fc.assert(
      fc.property(arbitraryLedger(), (rows) => {
        const last = new Map<number, LedgerRow>()
        for (const row of rows) {
          if (row.kind !== 'achievement') last.set(row.kind === 'report' ? row.seq : (row.refSeq ?? 0), row)
        }
        const asReports = [...last.values()].flatMap((row): LedgerRow[] =>
          row.report ? [{ ...row, before: null, xp: row.xp + (row.before?.xp ?? 0) }] : [],
        )
        const expected = tally(asReports)
        for (const [key, { address, sums, sketch }] of tally(rows)) {
          const wanted = expected.get(key) ?? emptyCell(address)
          expect(sketch).toEqual(wanted.sketch)
          for (const [name, sum] of Object.entries(sums)) {
            expect(sum, name).toBeCloseTo(wanted.sums[name as keyof typeof sums], 6)
          }
        }
      }),
    )
  })

  it('counts one report in every column it concerns', () => {
    const cells = tally([
      reportRow({
        outcome: 'success',
        durationInMs: 400,
        task: { complexity: 'expert', type: 'fix' },
        quality: { code: 1, source: 'self' },
        usage: { inputTokens: 10, outputTokens: 5, cacheReadTokens: 100, costInUsd: 0.5 },
        model: 'large',
      }),
    ])
    const [cell] = cells.values()
    expect(cell?.address).toEqual({
      ...{ day: 20_000, userId: 'ann', agentKey: 'tester', project: '', model: 'large' },
      ...{ taskType: 'fix', complexity: 'expert' },
    })
    expect(cell?.sketch).toEqual(new Map([[bucketOf(400), 1]]))
    expect(cell?.sums).toMatchObject({
      ...{ successes: 1, failures: 0, duration_n: 1, duration_log_sum: Math.log(400) },
      ...{ quality_self_n: 1, quality_self_sum: 1, quality_self_sum_sq: 1, quality_human_n: 0 },
      ...{ xp: 30, tokens: 115, cost_n: 1, cost_sum: 0.5, self_perfect: 1, hard: 1, hard_under_second: 1 },
    })
  })

  it('leaves an inferred complexity out of the stated ones', () => {
    const [cell] = tally([reportRow({ outcome: 'failure', task: { complexityInferred: 'expert' } })]).values()
    expect(cell?.address.complexity).toBe('unstated')
    expect(cell?.sums).toMatchObject({ failures: 1, hard: 0, duration_n: 0 })
  })

  it('gives every source of quality its own sums', () => {
    for (const source of qualitySources) {
      const [cell] = tally([reportRow({ outcome: 'success', quality: { code: 1, source } })]).values()
      expect(cell?.sums[`quality_${source}_n`]).toBe(1)
    }
  })

  it('tells cells apart by every dimension', () => {
    const address = {
      ...{ day: 1, userId: 'a', agentKey: 'b', project: 'c', model: 'd', taskType: 'e', complexity: 'f' },
    }
    const keys = Object.keys(address).map((name) => cellKey({ ...address, [name]: name === 'day' ? 2 : 'x' }))
    expect(new Set(keys).size).toBe(7)
  })
})

function reportRow(report: Partial<NonNullable<LedgerRow['report']>>): LedgerRow {
  return {
    ...{ kind: 'report', seq: 1, userId: 'ann', agentKey: 'tester', project: null, day: 20_000, xp: 30 },
    ...{ before: null, breakdown: { quality: report.quality ? 1 : null }, report },
  } as LedgerRow
}
