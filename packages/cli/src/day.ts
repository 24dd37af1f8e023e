import { InvalidArgumentError } from 'commander'

/** Reads the option of a day. */
export function day(text: string): string {
  const instant = new Date(`${text}T00:00:00Z`)
  const isDay = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${text}T`)
  if (!isDay) throw new InvalidArgumentError('Give a day such as 2027-01-31.')
  return text
}
