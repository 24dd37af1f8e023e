import { isTimeZone } from '@arena/core'
import { InvalidArgumentError } from 'commander'

/** Reads the option of a time zone. */
export function timeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError('Give a time zone such as Europe/Berlin.')
  return text
}

export function zoneOfMachine(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
