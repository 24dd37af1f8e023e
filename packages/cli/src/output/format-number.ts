const grouped = new Intl.NumberFormat('en')

/** A whole number with separators of thousands: 12,345. */
export function formatNumber(value: number): string {
  return grouped.format(value)
}

/** XP with its sign: +1,234 or -50. */
export function formatGain(xp: number): string {
  return xp < 0 ? `-${grouped.format(-xp)}` : `+${grouped.format(xp)}`
}
