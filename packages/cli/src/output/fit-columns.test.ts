import { describe, expect, it } from 'vitest'
import { fitColumns } from './fit-columns.ts'

const columns = [
  { width: 40, fit: 'cut' },
  { width: 5, fit: 'leave' },
  { width: 7 },
  { width: 50, fit: 'wrap' },
] as const

describe('fitColumns', () => {
  it('leaves all as it is where there is room', () => {
    expect(fitColumns(columns, 108).map(({ width }) => width)).toEqual([40, 5, 7, 50])
  })

  it('wraps first, then cuts, then leaves columns out', () => {
    expect(fitColumns(columns, 90).map(({ width }) => width)).toEqual([40, 5, 7, 32])
    expect(fitColumns(columns, 70).map(({ width }) => width)).toEqual([32, 5, 7, 20])
    expect(fitColumns(columns, 53)).toEqual([
      { index: 0, width: 22 },
      { index: 2, width: 7 },
      { index: 3, width: 20 },
    ])
  })

  it('stays too wide where nothing more can give way', () => {
    expect(fitColumns(columns, 10).map(({ width }) => width)).toEqual([16, 7, 20])
  })
})
