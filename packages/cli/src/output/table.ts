import { cleanText } from './clean-text.ts'
import { type Fit, fitColumns } from './fit-columns.ts'
import { cutText, textWidth } from './text-width.ts'
import { wrapText } from './wrap-text.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  readonly fit?: Fit
}

/** `paint` colours the text after it was cleaned and measured. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string }

export interface TableOptions {
  readonly paintTitle?: (text: string) => string
  /** Longer cells are cut. */
  readonly maxCellColumns?: number
  /** Room for the whole table, as far as columns say how they give way. */
  readonly maxColumns?: number | undefined
}

/** Lines of an aligned table, its titles first. Cells may hold text from anywhere. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { paintTitle = unpainted, maxCellColumns = 60, maxColumns = Number.POSITIVE_INFINITY }: TableOptions = {},
): string[] {
  const titles = columns.map(({ title }): Cell => ({ text: title, paint: paintTitle }))
  const cells = [titles, ...rows].map((row) =>
    columns.map((_, index) => {
      const cell = row[index] ?? ''
      const { text, paint } = typeof cell === 'string' ? { text: cell, paint: unpainted } : cell
      return { text: cutText(cleanText(text), maxCellColumns), paint }
    }),
  )
  const natural = columns.map(({ fit }, index) => ({
    fit,
    width: Math.max(...cells.map((row) => textWidth(row[index]?.text ?? ''))),
  }))
  const fitted = fitColumns(natural, maxColumns)
  return cells.flatMap((row) => {
    const parts = fitted.map(({ index, width }) => {
      const { text, paint } = row[index] ?? { text: '', paint: unpainted }
      const { align, fit } = columns[index] ?? {}
      const lines = fit === 'wrap' ? wrapText(text, width) : [cutText(text, width)]
      return { lines, paint, align, width }
    })
    return Array.from({ length: Math.max(...parts.map(({ lines }) => lines.length)) }, (_, line) =>
      parts
        .map(({ lines, paint, align, width }) => {
          const text = lines[line] ?? ''
          const space = ' '.repeat(width - textWidth(text))
          const painted = text === '' ? '' : paint(text)
          return align === 'right' ? `${space}${painted}` : `${painted}${space}`
        })
        .join('  ')
        .trimEnd(),
    )
  })
}

function unpainted(text: string): string {
  return text
}
