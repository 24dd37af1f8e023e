/**
 * What becomes of a column where the table is too wide: `leave` takes it away, the last such first; `cut` shortens
 * its cells; `wrap` lets its cells go on below.
 */
export type Fit = 'leave' | 'cut' | 'wrap'

export interface FittedColumn {
  readonly index: number
  readonly width: number
}

interface WidthOfColumn {
  readonly width: number
  readonly fit?: Fit | undefined
}

const gap = 2
const leastByFit: Record<Fit, number> = { leave: Number.POSITIVE_INFINITY, cut: 16, wrap: 20 }

/** The columns that stay, with the width of each; too wide all the same when nothing more can give way. */
export function fitColumns(columns: readonly WidthOfColumn[], maxColumns: number): FittedColumn[] {
  const least = ({ width, fit }: WidthOfColumn) =>
    fit === undefined ? width : Math.min(width, leastByFit[fit])
  const kept = columns.map((column, index) => ({ ...column, index }))
  const excess = (widths: readonly number[]) =>
    widths.reduce((sum, width) => sum + width, (widths.length - 1) * gap) - maxColumns
  while (excess(kept.map(least)) > 0) {
    const last = kept.findLastIndex(({ fit }) => fit === 'leave')
    if (last === -1) break
    kept.splice(last, 1)
  }
  const widths = kept.map(({ width }) => width)
  for (const fit of ['wrap', 'cut'] as const) {
    for (const [place, column] of kept.entries()) {
      if (column.fit !== fit) continue
      widths[place] = Math.max(least(column), column.width - Math.max(0, excess(widths)))
    }
  }
  return kept.map(({ index, width }, place) => ({ index, width: widths[place] ?? width }))
}
