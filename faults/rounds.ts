const asked = process.env['FAULT_ROUNDS']

/** How often a test repeats: few times with all the tests, as often as its goal says with `FAULT_ROUNDS=long`. */
export function rounds({ short, long }: { readonly short: number; readonly long: number }): number {
  if (asked === undefined) return short
  return asked === 'long' ? long : Number(asked)
}
