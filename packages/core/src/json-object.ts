import { z } from 'zod'
import { isPlainText, notPlainText } from './plain-text.ts'

interface JsonLimits {
  readonly maxBytes: number
  readonly isEmptyAllowed: boolean
}

const maxDepth = 32

/** A JSON object of at most `maxBytes` bytes (UTF-8) and 32 levels that holds only plain text. */
export function jsonObject({ maxBytes, isEmptyAllowed }: JsonLimits) {
  const checked = z.record(z.string(), z.unknown()).superRefine((value, context) => {
    const isTooEmpty = !isEmptyAllowed && Object.keys(value).length === 0
    const message = isTooEmpty ? 'must not be empty' : (valueFault(value, 1) ?? sizeFault(value, maxBytes))
    if (message !== null) context.addIssue({ code: 'custom', message })
  })
  return z.preprocess(refuseDroppedKey, checked)
}

/** zod drops this key without a word, and with it what no check above would then have seen. */
function refuseDroppedKey(value: Record<string, unknown>, context: z.RefinementCtx): typeof value {
  if (Object.hasOwn(Object(value), '__proto__')) {
    context.addIssue({ code: 'custom', message: 'must not have the key __proto__' })
  }
  return value
}

/** Comes before anything recursive that has no limit of its own: `z.json()` overflows the stack on deep values. */
function valueFault(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return isPlainText(value) ? null : notPlainText
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return null
  if (Object.prototype.toString.call(value) !== '[object Object]' && !Array.isArray(value)) {
    return 'must hold only what JSON can express'
  }
  if (depth > maxDepth) return `must be at most ${maxDepth} levels deep`
  for (const [key, item] of Object.entries(value as object)) {
    const fault = isPlainText(key) ? valueFault(item, depth + 1) : notPlainText
    if (fault !== null) return fault
  }
  return null
}

function sizeFault(value: object, maxBytes: number): string | null {
  return utf8Length(JSON.stringify(value)) > maxBytes ? `must be at most ${maxBytes} bytes of JSON` : null
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
