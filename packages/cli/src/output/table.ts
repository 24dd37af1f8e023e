import { cleanText } from './clean-text.ts'
import { cutText, textWidth } from './text-width.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

/** `paint` colours the text after it was cleaned and measured. */
export type Cell = string | { readonly text: string; readonly paint: (text: string) => string }

export interface TableOptions {
  readonly paintTitle?: (text: string) => string
  /** Longer cells are cut. */
  readonly maxCellColumns?: number
}

/** Lines of an aligned table, its titles first. Cells may hold text from anywhere. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { paintTitle = (text) => text, maxCellColumns = 60 }: TableOptions = {},
): string[] {
  const titles = columns.map(({ title }): Cell => ({ text: title, paint: paintTitle }))
  const lines = [titles, ...rows].map((row) =>
    columns.map(({ align = 'left' }, index) => {
      const cell = row[index] ?? ''
      const { text, paint } = typeof cell === 'string' ? { text: cell, paint: unpainted } : cell
      const cut = cutText(cleanText(text), maxCellColumns)
      return { cut, paint, align, width: textWidth(cut) }
    }),
  )
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.width ?? 0)))
  return lines.map((line) =>
    line
      .map(({ cut, paint, align, width }, index) => {
        const space = ' '.repeat((widths[index] ?? 0) - width)
        if (align === 'right') return `${space}${paint(cut)}`
        return index === columns.length - 1 ? paint(cut) : `${paint(cut)}${space}`
      })
      .join('  ')
      .trimEnd(),
  )
}

function unpainted(text: string): string {
  return text
}
