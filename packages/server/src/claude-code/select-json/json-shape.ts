/**
 * Which parts of a JSON value are wanted: all of a text, a number or a word such as `true` (`null`), some members of an
 * object, or so much of each item of a list. Where another kind of value is found, a list or an object comes empty.
 */
export type JsonShape = null | ListShape | ObjectShape

export interface ListShape {
  readonly item: JsonShape
}

export interface ObjectShape {
  /**
   * Makes an object in which the wanted members are undefined. A literal for each shape, since V8 makes and reads such
   * objects several times as fast as those that get one member after the other.
   */
  readonly create: () => Record<string, unknown>
  /** The shapes of members that are more than a text, a number or a word. */
  readonly inner?: Readonly<Record<string, JsonShape>>
}

/** A shape made ready for comparing with bytes. */
export interface PreparedShape {
  readonly create: (() => Record<string, unknown>) | null
  /** The first wanted member for each length of a name. */
  readonly members: readonly (PreparedMember | null)[]
  readonly item: PreparedShape | null
  /** The text found last. It mostly comes again, and then needs not be made again. */
  readonly last: { readonly bytes: Uint8Array; text: string }
}

export interface PreparedMember {
  readonly name: string
  readonly nameInBytes: Uint8Array
  readonly shape: PreparedShape
  /** Another one with a name of the same length. */
  readonly next: PreparedMember | null
}

export function prepareShape(shape: JsonShape): PreparedShape {
  const { create, inner = {}, item }: Partial<ObjectShape & ListShape> = shape ?? {}
  const all = Object.keys(create?.() ?? {}).map((name) => ({
    name,
    nameInBytes: new TextEncoder().encode(name),
    shape: prepareShape(inner[name] ?? null),
  }))
  const longest = Math.max(0, ...all.map(({ nameInBytes }) => nameInBytes.length))
  const members = Array.from({ length: longest + 1 }, (_, length) =>
    all
      .filter(({ nameInBytes }) => nameInBytes.length === length)
      .reduce<PreparedMember | null>((next, each) => ({ ...each, next }), null),
  )
  return {
    create: create ?? null,
    members,
    item: item === undefined ? null : prepareShape(item),
    last: { bytes: new Uint8Array(64), text: '' },
  }
}
