import { z } from 'zod'

const forbidden = 'must not contain U+0000 or half of a surrogate pair'

/** Text that every database and encoding keeps as it is: no U+0000, no lone surrogates. Length in UTF-16 units. */
export function plainText({ min = 0, max }: { readonly min?: number; readonly max: number }) {
  return z.string().min(min).max(max).refine(isPlainText, { message: forbidden })
}

/** A JSON object of at most `maxBytes` bytes (UTF-8) that holds only plain text. */
export function jsonObject({
  maxBytes,
  isEmptyAllowed,
}: {
  readonly maxBytes: number
  readonly isEmptyAllowed: boolean
}) {
  return z
    .record(z.string(), z.json())
    .refine((value) => isEmptyAllowed || Object.keys(value).length > 0, { message: 'must not be empty' })
    .refine((value) => utf8Length(JSON.stringify(value)) <= maxBytes, {
      message: `must be at most ${maxBytes} bytes of JSON`,
    })
    .refine(holdsPlainText, { message: forbidden })
}

function isPlainText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function holdsPlainText(value: unknown): boolean {
  if (typeof value === 'string') return isPlainText(value)
  if (Array.isArray(value)) return value.every(holdsPlainText)
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(([key, item]) => isPlainText(key) && holdsPlainText(item))
  }
  return true
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
