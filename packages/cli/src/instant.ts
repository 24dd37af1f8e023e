import { InvalidArgumentError } from 'commander'

/** Reads the option of an instant, which must name its offset: this machine's zone may not be the server's. */
export function instant(text: string): string {
  const hasOffset = text.includes('T') && /(?:Z|[+-]\d\d:\d\d)$/.test(text)
  const isInstant = hasOffset && !Number.isNaN(Date.parse(text))
  if (!isInstant) throw new InvalidArgumentError('Give a time with its offset such as 2027-01-31T12:00:00Z.')
  return text
}
