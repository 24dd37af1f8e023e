import { InvalidArgumentError } from 'commander'

/** Reads the value of an option that is a number from 0 to 1. */
export function share(text: string): number {
  const value = /^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN
  if (value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('Give a number from 0 to 1.')
}
