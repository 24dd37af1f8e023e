interface Rate {
  readonly state: 'none' | 'few' | 'range' | 'rate'
  readonly low: number | null
  readonly high: number | null
}

/** "69 to 90 %", in steps of five while little is known, and words where it is too little for that. */
export function formatSuccessRange({ state, low, high }: Rate): string {
  if (state === 'none' || low === null || high === null) return 'not measured'
  if (state === 'few') return 'too few to rate'
  const [from, to] =
    state === 'range'
      ? [Math.floor(low * 20) * 5, Math.ceil(high * 20) * 5]
      : [Math.round(low * 100), Math.round(high * 100)]
  return `${from} to ${to} %`
}
