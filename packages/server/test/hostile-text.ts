import fc from 'fast-check'

/** JSON text that stands in a value as it is, since `JSON.stringify` can't make it. */
class RawJson {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const deep = 10_000
const hostileTexts = [
  ...[
    'null',
    'true',
    '0',
    '-0',
    '-1',
    '1e309',
    '-1e309',
    '1e-400',
    '9007199254740993',
    '0.1',
    'NaN',
    'Infinity',
  ],
  ...[
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '"\\udfff\\ud800"',
    '"\\u202e\\u2066"',
    '"__proto__"',
    '"<script>"',
    '"\' OR 1=1 --"',
  ],
  ...[
    '[]',
    '{}',
    '[null]',
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{}}}',
    '{"toString":1}',
  ],
  `"${'x'.repeat(100_000)}"`,
  `[${'0,'.repeat(20_000)}0]`,
  `{${Array.from({ length: 5000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  '['.repeat(deep) + ']'.repeat(deep),
  `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
].map((text) => new RawJson(text))

const isText = ({ text }: RawJson) => text.startsWith('"')
const hostileWords = hostileTexts.filter(isText).map(({ text }) => JSON.parse(text) as string)

/** Something hostile where a word stands, or now and then the word. */
export function arbitraryHostileWord(word: string): fc.Arbitrary<string> {
  const sendable = hostileWords
    .map((text) => text.toWellFormed().slice(0, 1000))
    .filter((text) => text !== '')
  return fc.oneof(fc.constant(word), fc.constantFrom(...sendable, '..', '%2e%2e%2f', '%00', 'toString'))
}

type Path = readonly (string | number)[]

/** The text of a valid input with one to three things wrong in it. */
export function arbitraryHostileText(example: unknown): fc.Arbitrary<string> {
  const paths = pathsOf(example)
  const change = fc.record({
    path: fc.constantFrom(...paths),
    kind: fc.constantFrom(
      'replace',
      'replace',
      'replace by its like',
      'replace by its like',
      'remove',
      'add',
    ),
    value: fc.oneof(fc.constantFrom(...hostileTexts), fc.jsonValue({ maxDepth: 3 })),
    text: fc.constantFrom(...hostileTexts.filter(isText)),
    number: fc.oneof(
      fc.constantFrom('-0', '0', '1', '1e309', '9007199254740993', '0.1').map((text) => new RawJson(text)),
      fc.integer(),
    ),
    key: fc.constantFrom('__proto__', 'constructor', 'userId', 'xp', 'unknown', ''),
  })
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      toText(
        changes.reduce(
          (value, { path, kind, value: hostile, ...rest }) => alter(value, path, { kind, hostile, ...rest }),
          example,
        ),
      ),
    )
}

interface Alteration {
  readonly kind: string
  readonly hostile: unknown
  readonly text: unknown
  readonly number: unknown
  readonly key: string
}

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))]
}

function alter(value: unknown, [step, ...rest]: Path, alteration: Alteration): unknown {
  const { kind, hostile, key } = alteration
  if (step === undefined && kind === 'replace by its like') return likeOf(value, alteration)
  if (step === undefined && kind !== 'add') return hostile
  if (typeof value !== 'object' || value === null || value instanceof RawJson) return hostile
  const entries = Object.entries(value)
  const altered =
    step === undefined
      ? [...entries, [key, hostile] as const]
      : kind === 'remove' && rest.length === 0
        ? entries.filter(([name]) => name !== step)
        : entries.map(([name, item]) => [name, name === step ? alter(item, rest, alteration) : item] as const)
  if (Array.isArray(value)) return altered.map(([, item]) => item)
  return Object.fromEntries(altered) // which makes __proto__ a key like others
}

/** Hostile, but of the type that a schema asks for, so that what is behind the schema meets it. */
function likeOf(value: unknown, { hostile, text, number }: Alteration): unknown {
  if (typeof value === 'string') return text
  if (typeof value === 'number') return number
  if (typeof value === 'boolean') return !value
  return hostile
}

function toText(value: unknown): string {
  if (value instanceof RawJson) return value.text
  if (Array.isArray(value)) return `[${value.map(toText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${toText(item)}`)
    .join(',')}}`
}
