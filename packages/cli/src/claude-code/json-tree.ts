/** A value in a JSON text, with the place where it stands. `end` is the place behind it. */
export type JsonNode = Place &
  (
    | { readonly kind: 'object'; readonly properties: readonly JsonProperty[] }
    | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
    | { readonly kind: 'plain' }
  )

export interface JsonProperty extends Place {
  readonly key: string
  readonly value: JsonNode
}

interface Place {
  readonly start: number
  readonly end: number
}

const spaces = /[ \t\r\n\uFEFF]*/y
const stringToken = /"(?:[^"\\]|\\.)*"/y
const plainToken = /[^\s,:\]}[{"]+/y

/** Finds the places of all values in a text that `JSON.parse` takes. */
export function parseJsonTree(text: string): JsonNode {
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const [token = ''] = pattern.exec(text) ?? []
    at += token.length
    return token
  }
  /** Takes a list up to its end sign, where each member is read by `readMember`. */
  const takeList = <Member>(end: string, readMember: () => Member): Member[] => {
    const members: Member[] = []
    at += 1
    take(spaces)
    while (at < text.length && text[at] !== end) {
      members.push(readMember())
      take(spaces)
      if (text[at] === ',') at += 1
      take(spaces)
    }
    at += 1
    return members
  }
  const readProperty = (): JsonProperty => {
    const start = at
    const key: string = JSON.parse(take(stringToken))
    take(spaces)
    at += 1 // the colon
    const value = readValue()
    return { key, value, start, end: value.end }
  }
  const readValue = (): JsonNode => {
    take(spaces)
    const start = at
    if (text[at] === '{') {
      const properties = takeList('}', readProperty)
      return { kind: 'object', properties, start, end: at }
    }
    if (text[at] === '[') {
      const items = takeList(']', readValue)
      return { kind: 'array', items, start, end: at }
    }
    take(text[at] === '"' ? stringToken : plainToken)
    return { kind: 'plain', start, end: at }
  }
  return readValue()
}

/** The value of a property; null if the node is no object or has none of that name. */
export function propertyOf(node: JsonNode | null, key: string): JsonProperty | null {
  if (node?.kind !== 'object') return null
  return node.properties.findLast((property) => property.key === key) ?? null // as JSON.parse decides
}
