import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonShape, type ListShape, type ObjectShape, prepareShape } from './json-shape.ts'
import { selectJson } from './select-json.ts'

const leaf = undefined
const point: JsonShape = { create: () => ({ x: leaf, y: leaf, é: leaf }) }
const shape: JsonShape = {
  create: () => ({ a: leaf, b: leaf, ab: leaf, list: leaf, point: leaf, points: leaf }),
  inner: { point, list: { item: null }, points: { item: point } },
}

/** The same by way of `JSON.parse`. */
function pick(value: unknown, wanted: JsonShape): unknown {
  const { create, inner, item }: Partial<ObjectShape & ListShape> = wanted ?? {}
  if (Array.isArray(value)) return item === undefined ? [] : value.map((each) => pick(each, item))
  if (typeof value !== 'object' || value === null) return value
  const names = Object.keys(create?.() ?? {}).filter((name) => Object.hasOwn(value, name))
  return Object.fromEntries(
    names.map((name) => [name, pick(value[name as keyof typeof value], inner?.[name] ?? null)]),
  )
}

function select(json: string | Buffer): unknown {
  const bytes = Buffer.concat([Buffer.from('before\n'), Buffer.from(json), Buffer.from('\nbehind')])
  return selectJson(bytes, 7, bytes.length - 7, prepareShape(shape))
}

/** What `JSON.parse` makes of it; null if it refuses, or if that is no object. */
function parse(json: Buffer): object | null {
  try {
    const value: unknown = JSON.parse(json.toString('utf8'))
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
    ),
    fc.constantFrom(true, false, null, '', 'a"b\\', '\n\u0000', 'ü', 1e300, -0.5),
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc.dictionary(
    fc.constantFrom('a', 'b', 'ab', 'list', 'point', 'points', 'x', 'y', 'é', '', 'c', 'a"', '\\'),
    tie('value'),
  ),
}))
const object = fc.dictionary(
  fc.constantFrom('a', 'b', 'ab', 'list', 'point', 'points', 'c', 'ba', 'a\n'),
  anything,
  { minKeys: 1 },
)
const indentation = fc.constantFrom(undefined, '\t', '  ')

describe('selectJson', () => {
  it('finds of any object what JSON.parse finds, so far as it is wanted', () => {
    fc.assert(
      fc.property(object, indentation, (value, space) => {
        const json = JSON.stringify(value, null, space)
        expect(select(json)).toEqual(pick(JSON.parse(json), shape))
      }),
      { numRuns: 500 },
    )
  })

  it('takes and refuses what JSON.parse takes and refuses', () => {
    const byte = fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[],:0-.eEu \n\tntf')), fc.nat(255))
    const change = fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), byte })
    fc.assert(
      fc.property(
        object,
        indentation,
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (value, space, all) => {
          const json = Buffer.from(JSON.stringify(value, null, space))
          for (const { at, byte } of all) json[Math.floor(at * json.length)] = byte
          const parsed = parse(json)
          fc.pre(parsed === null || !/\\u/.test(json.toString('latin1'))) // escaped names are not recognized
          if (parsed === null) expect(() => select(json)).toThrow()
          else expect(select(json)).toEqual(pick(parsed, shape))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    '',
    '{',
    '{}{}',
    '{"a":1}x',
    '{"a":1,}',
    '{,"a":1}',
    '{"a"}',
    '{"c":[1,]}',
    '{"c":[1 2]}',
    '{"c":01}',
    '{"c":-}',
    '{"c":1.}',
    '{"c":+1}',
    '{"c":truE}',
    '{"c":nulll}',
    '{"c":"\\x"}',
    '{"c":"\\u12g4"}',
    '{"c":"\0"}',
    '{"a":"torn',
    '{"a":"torn\\',
    '[{"a":1}]',
    'null',
  ])('refuses %j', (json) => {
    expect(() => select(json)).toThrow()
  })

  it('does not go on behind the end of a torn line', () => {
    const bytes = Buffer.from('{"a":1,\n"b":2}\n')
    expect(() => selectJson(bytes, 0, 7, prepareShape(shape))).toThrow()
  })

  it('gives text as it was written, though it keeps that of the line before', () => {
    expect(select('{"a":"same","b":"same"}')).toEqual({ a: 'same', b: 'same' })
    const both = prepareShape(shape)
    const read = (json: string) => selectJson(Buffer.from(`${json}\n`), 0, Buffer.byteLength(json), both)
    expect(['äb', 'Ã¤b', 'abc', 'abd', 'abd'].map((a) => read(JSON.stringify({ a }))['a'])).toEqual([
      'äb',
      'Ã¤b',
      'abc',
      'abd',
      'abd',
    ])
  })
})
