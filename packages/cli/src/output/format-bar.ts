/** A bar of `width` columns, filled to `share` (0..1). It is full only at 1 and empty only at 0. */
export function formatBar(share: number, width: number): string {
  const within = Math.min(Math.max(share, 0), 1)
  const rounded = Math.round(within * width)
  const filled = within === 0 || within === 1 ? rounded : Math.min(Math.max(rounded, 1), width - 1)
  return '█'.repeat(filled) + '░'.repeat(width - filled)
}
