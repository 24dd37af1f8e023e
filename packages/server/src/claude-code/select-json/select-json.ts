import type { JsonObject } from '../read-json-value.ts'
import { jsonScan, notJson } from './json-scan.ts'
import type { PreparedMember, PreparedShape } from './json-shape.ts'

const emptyObject = () => ({})

type Members = readonly (PreparedMember | null)[]

/**
 * The wanted members of the JSON object that `bytes` hold from `start` to a line feed at `stop`. Throws if `JSON.parse`
 * would, or would find no object. It takes half as long, since most of a transcript is never made into values. A name
 * that is written with escapes is not recognized.
 */
export const selectJson = createSelectJson()

function createSelectJson() {
  const space = 0x20
  const quote = 0x22
  const comma = 0x2c
  const colon = 0x3a
  const openList = 0x5b
  const backslash = 0x5c
  const closeList = 0x5d
  const openObject = 0x7b
  const closeObject = 0x7d
  const { skipSpace, endOfScalar, endOfString, endOfValue } = jsonScan
  /** Where the value that was read last ends. */
  let end = 0

  function select(bytes: Buffer, start: number, stop: number, shape: PreparedShape): JsonObject {
    const at = skipSpace(bytes, start)
    if (bytes[at] !== openObject) throw notJson
    const found = readObject(bytes, at, shape.create ?? emptyObject, shape.members)
    if (end > stop || skipSpace(bytes, end) < stop) throw notJson // a torn line could go on in the next one
    return found
  }

  function readValue(bytes: Buffer, at: number, shape: PreparedShape): unknown {
    const first = bytes[at]
    if (first === quote) return readText(bytes, at, shape.last)
    if (first === openObject) {
      if (shape.create !== null) return readObject(bytes, at, shape.create, shape.members)
      end = endOfValue(bytes, at)
      return {}
    }
    if (first === openList) {
      if (shape.item !== null) return readList(bytes, at, shape.item)
      end = endOfValue(bytes, at)
      return []
    }
    end = endOfScalar(bytes, at)
    return readScalar(bytes, at)
  }

  function readObject(
    bytes: Buffer,
    start: number,
    create: () => Record<string, unknown>,
    members: Members,
  ): JsonObject {
    const found = create()
    let at = start + 1
    if ((bytes[at] as number) <= space) at = skipSpace(bytes, at)
    if (bytes[at] === closeObject) {
      end = at + 1
      return found
    }
    for (;;) {
      if (bytes[at] !== quote) throw notJson
      const name = at + 1
      const endOfName = endOfString(bytes, name)
      at = endOfName + 1
      if (bytes[at] !== colon) at = skipSpace(bytes, at)
      if (bytes[at] !== colon) throw notJson
      at += 1
      if ((bytes[at] as number) <= space) at = skipSpace(bytes, at)
      const length = endOfName - name
      let member = length < members.length ? (members[length] as PreparedMember | null) : null
      while (member !== null && !isAt(member.nameInBytes, length, bytes, name)) member = member.next
      if (member === null) {
        at = bytes[at] === quote ? endOfString(bytes, at + 1) + 1 : endOfValue(bytes, at)
      } else {
        found[member.name] = readValue(bytes, at, member.shape)
        at = end
      }
      if ((bytes[at] as number) <= space) at = skipSpace(bytes, at)
      const next = bytes[at]
      at += 1
      if (next === closeObject) {
        end = at
        return found
      }
      if (next !== comma) throw notJson
      if ((bytes[at] as number) <= space) at = skipSpace(bytes, at)
    }
  }

  function readList(bytes: Buffer, start: number, shape: PreparedShape): unknown[] {
    const found: unknown[] = []
    let at = skipSpace(bytes, start + 1)
    if (bytes[at] === closeList) {
      end = at + 1
      return found
    }
    for (;;) {
      found.push(readValue(bytes, at, shape))
      at = skipSpace(bytes, end)
      const next = bytes[at]
      end = at + 1
      if (next === closeList) return found
      if (next !== comma) throw notJson
      at = skipSpace(bytes, end)
    }
  }

  function isAt(wanted: Uint8Array, length: number, bytes: Buffer, at: number): boolean {
    for (let index = 0; index < length; index += 1) if (bytes[at + index] !== wanted[index]) return false
    return true
  }

  function readText(bytes: Buffer, at: number, last: PreparedShape['last']): string {
    const start = at + 1
    const stop = endOfString(bytes, start)
    end = stop + 1
    const length = stop - start
    if (length === last.text.length && isAt(last.bytes, length, bytes, start)) return last.text
    for (let index = start; index < stop; index += 1) {
      if (bytes[index] === backslash) return JSON.parse(bytes.toString('utf8', at, end))
    }
    const text = bytes.toString('utf8', start, stop)
    if (length <= 64 && text.length === length) {
      last.text = text
      for (let index = 0; index < length; index += 1) last.bytes[index] = bytes[start + index] as number
    }
    return text
  }

  function readScalar(bytes: Buffer, at: number): unknown {
    const first = bytes[at]
    if (first === 0x74) return true
    if (first === 0x66) return false
    if (first === 0x6e) return null
    let value = 0
    for (let index = at; index < end; index += 1) {
      const digit = (bytes[index] as number) - 0x30
      if (digit < 0 || digit > 9 || index > at + 14) return Number(bytes.toString('latin1', at, end))
      value = value * 10 + digit
    }
    return value
  }

  return select
}
