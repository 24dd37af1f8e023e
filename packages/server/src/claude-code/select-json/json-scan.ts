/** Thrown at the first byte that JSON does not allow. */
export const notJson = new Error('no JSON')

/** Finds where the parts of a JSON text end. It allows what `JSON.parse` allows, up to a byte that no JSON holds. */
export interface JsonScan {
  /** The first byte that is no white space. */
  skipSpace(bytes: Uint8Array, at: number): number
  /** Where the string that begins behind an opening quote, at `at`, has its closing one. */
  endOfString(bytes: Uint8Array, at: number): number
  /** Behind a number, `true`, `false` or `null`. */
  endOfScalar(bytes: Uint8Array, at: number): number
  /** Behind the value that begins at `at`, whatever it is. */
  endOfValue(bytes: Uint8Array, at: number): number
}

export const jsonScan = createJsonScan()

/** In a function, since a bundle makes variables of a module's constants, and V8 then looks each up for every byte. */
function createJsonScan(): JsonScan {
  const space = 0x20
  const quote = 0x22
  const comma = 0x2c
  const zero = 0x30
  const nine = 0x39
  const colon = 0x3a
  const openList = 0x5b
  const backslash = 0x5c
  const closeList = 0x5d
  const openObject = 0x7b
  const closeObject = 0x7d
  /** Where a string does not simply go on: at its end, at escapes, and at control characters, which no string holds. */
  const isSpecial = tableOf(/[^ !#-[\]-\xff]/)
  const isEscaped = tableOf(/["\\/bfnrt]/)
  const isOfScalar = tableOf(/[\w.+-]/)
  const encoder = new TextEncoder()
  const words = { true: encoder.encode('true'), false: encoder.encode('false'), null: encoder.encode('null') }
  const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
  const unicodeEscape = /^\\u[0-9a-fA-F]{4}$/

  function skipSpace(bytes: Uint8Array, at: number): number {
    let end = at
    let found = bytes[end]
    while (found === 0x20 || found === 0x09 || found === 0x0a || found === 0x0d) {
      end += 1
      found = bytes[end]
    }
    return end
  }

  function endOfString(bytes: Uint8Array, at: number): number {
    let end = at
    for (;;) {
      while (isSpecial[bytes[end] as number] === 0) end += 1
      if (bytes[end] === quote) return end
      if (bytes[end] !== backslash) throw notJson
      end = endOfEscape(bytes, end)
    }
  }

  function endOfEscape(bytes: Uint8Array, at: number): number {
    if (isEscaped[bytes[at + 1] as number] === 1) return at + 2
    if (!unicodeEscape.test(textOf(bytes, at, at + 6))) throw notJson
    return at + 6
  }

  function endOfScalar(bytes: Uint8Array, at: number): number {
    let end = at
    let found = bytes[end] as number
    while (found >= zero && found <= nine) {
      end += 1
      found = bytes[end] as number
    }
    const isPlain = end === at + 1 || (end > at && bytes[at] !== zero)
    if (isPlain && isOfScalar[found] === 0) return end
    while (isOfScalar[bytes[end] as number] === 1) end += 1
    if (!isWord(bytes, at, end) && !number.test(textOf(bytes, at, end))) throw notJson
    return end
  }

  function isWord(bytes: Uint8Array, at: number, end: number): boolean {
    const first = bytes[at]
    const word = first === words.null[0] ? words.null : first === words.true[0] ? words.true : words.false
    if (end - at !== word.length) return false
    for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word[index]) return false
    return true
  }

  function endOfValue(bytes: Uint8Array, at: number): number {
    const first = bytes[at]
    if (first === quote) return endOfString(bytes, at + 1) + 1
    if (first !== openObject && first !== openList) return endOfScalar(bytes, at)
    const closing = first === openObject ? closeObject : closeList
    let end = at + 1
    if ((bytes[end] as number) <= space) end = skipSpace(bytes, end)
    if (bytes[end] === closing) return end + 1
    for (;;) {
      if (first === openObject) {
        if (bytes[end] !== quote) throw notJson
        end = endOfString(bytes, end + 1) + 1
        if (bytes[end] !== colon) end = skipSpace(bytes, end)
        if (bytes[end] !== colon) throw notJson
        end += 1
        if ((bytes[end] as number) <= space) end = skipSpace(bytes, end)
      }
      end = bytes[end] === quote ? endOfString(bytes, end + 1) + 1 : endOfValue(bytes, end)
      if ((bytes[end] as number) <= space) end = skipSpace(bytes, end)
      const next = bytes[end]
      end += 1
      if (next === closing) return end
      if (next !== comma) throw notJson
      if ((bytes[end] as number) <= space) end = skipSpace(bytes, end)
    }
  }

  return { skipSpace, endOfString, endOfScalar, endOfValue }
}

function tableOf(characters: RegExp): Uint8Array {
  return new Uint8Array(256).map((_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0))
}

function textOf(bytes: Uint8Array, at: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(at, end))
}
