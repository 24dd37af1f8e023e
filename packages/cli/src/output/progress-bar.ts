import { formatBar } from './format-bar.ts'
import { formatNumber } from './format-number.ts'

export interface ProgressBar {
  show(label: string, progress: { readonly done: number; readonly total: number }): void
  /** Removes the bar from the terminal. */
  clear(): void
}

/** A bar that redraws its one line; without a terminal it shows nothing. */
export function createProgressBar(terminal: { isTTY?: boolean; write(text: string): unknown }): ProgressBar {
  let shown = ''
  return {
    show(label, { done, total }) {
      const line = formatProgress(label, { done, total })
      if (terminal.isTTY !== true || line === shown) return
      shown = line
      terminal.write(`\r\u001b[2K${line}`)
    },
    clear() {
      if (shown !== '') terminal.write('\r\u001b[2K')
      shown = ''
    },
  }
}

/** One line: label, bar, and how many of how many. */
export function formatProgress(
  label: string,
  { done, total }: { readonly done: number; readonly total: number },
): string {
  const share = total === 0 ? 1 : done / total
  return `${label} ${formatBar(share, 24)} ${formatNumber(done)} of ${formatNumber(total)}`
}
