import { formatBar } from './format-bar.ts'
import { formatNumber } from './format-number.ts'

export interface Progress {
  readonly done: number
  /** Not given where nobody knows how much there is. */
  readonly total?: number
}

export interface ProgressBar {
  show(label: string, progress: Progress): void
  /** Removes the bar from the terminal. */
  clear(): void
}

/** A bar that redraws its one line; without a terminal it shows nothing. */
export function createProgressBar(terminal: { isTTY?: boolean; write(text: string): unknown }): ProgressBar {
  let shown = ''
  return {
    show(label, progress) {
      const line = formatProgress(label, progress)
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

/** One line: label, bar, and how many of how many; without a total, label and how many. */
export function formatProgress(label: string, { done, total }: Progress): string {
  if (total === undefined) return `${label} ${formatNumber(done)}`
  const share = total === 0 ? 1 : done / total
  return `${label} ${formatBar(share, 24)} ${formatNumber(done)} of ${formatNumber(total)}`
}
