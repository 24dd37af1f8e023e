import { type BoardWindow, boardWindows, periodStart } from '@arena/core'

/** Window and first day of a period in one integer, as rows of `boards` keep them. */
export function periodCode(window: BoardWindow, start: number): number {
  return start * boardWindows.length + boardWindows.indexOf(window)
}

export function decodePeriod(code: number): { readonly window: BoardWindow; readonly periodStart: number } {
  const start = Math.floor(code / boardWindows.length)
  return { window: boardWindows[code - start * boardWindows.length] ?? 'all', periodStart: start }
}

/** The periods that hold a day, one of each window. */
export function periodCodesOf(day: number): readonly number[] {
  return boardWindows.map((window) => periodCode(window, periodStart(window, day)))
}
