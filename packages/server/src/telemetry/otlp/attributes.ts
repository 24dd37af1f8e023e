import { asObject, asObjects, type JsonObject } from '../../claude-code/read-json-value.ts'

/** The attributes of a span, an event or a resource. A value that is no plain one reads as null. */
export interface Attributes {
  /** Null when it is missing, empty or no text. */
  text(...names: readonly string[]): string | null
  /** Null when it is missing or no number >= 0. */
  amount(...names: readonly string[]): number | null
  /** Null when it is missing or neither true nor false. */
  flag(name: string): boolean | null
  /** How many nobody has asked for. */
  readonly unread: number
}

const maxTextLength = 1000

/** Reads OTLP's list of keys and values. Of several names for one thing, the first that is there counts. */
export function readAttributes(list: unknown): Attributes {
  const values = new Map<unknown, JsonObject | null>()
  for (const { key, value } of asObjects(list)) values.set(key, asObject(value))
  const asked = new Set<string>()

  function first<Value>(names: readonly string[], read: (value: JsonObject) => Value | null): Value | null {
    for (const name of names) asked.add(name)
    for (const name of names) {
      const value = values.get(name)
      const found = value ? read(value) : null
      if (found !== null) return found
    }
    return null
  }

  return {
    text: (...names) => first(names, readText),
    amount: (...names) => first(names, readAmount),
    flag: (name) => first([name], readFlag),
    get unread() {
      return [...values.keys()].filter((name) => typeof name !== 'string' || !asked.has(name)).length
    },
  }
}

function readText({ stringValue }: JsonObject): string | null {
  if (typeof stringValue !== 'string') return null
  const text = stringValue.slice(0, maxTextLength).toWellFormed().replaceAll('\0', '').trim()
  return text === '' ? null : text
}

/** Whole numbers come as numbers or as text; Claude Code gives some as `stringValue`. */
function readAmount({ intValue, doubleValue, stringValue }: JsonObject): number | null {
  const value = intValue ?? doubleValue ?? stringValue
  const amount = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : null
}

function readFlag({ boolValue, stringValue }: JsonObject): boolean | null {
  if (typeof boolValue === 'boolean') return boolValue
  return stringValue === 'true' ? true : stringValue === 'false' ? false : null
}
