import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentKey, agentNameSchema } from './agent-name.ts'

const accepts = (name: unknown) => agentNameSchema.safeParse(name).success

describe('agentNameSchema', () => {
  it.each(['a', 'python-pro', 'acme/tester:2', 'Über agent', 'v1.2_beta', '日本語', 'x'.repeat(100)])(
    'accepts %s',
    (name) => {
      expect(accepts(name)).toBe(true)
    },
  )

  it.each([
    ['nothing', ''],
    ['spaces alone', '   '],
    ['more than 100 characters', 'x'.repeat(101)],
    ['a tab', 'a\tb'],
    ['a new line', 'a\nb'],
    ['a sign outside the set', 'a@b'],
    ['U+0000', 'a\0b'],
    ['half of a surrogate pair', 'a\ud800'],
    ['an emoji', 'agent 🤖'],
    ['a number', 5],
  ])('refuses %s', (_what, name) => {
    expect(accepts(name)).toBe(false)
  })

  it('trims and composes', () => {
    expect(agentNameSchema.parse('  Cafe\u0301  ')).toBe('Caf\u00e9')
  })
})

describe('agentKey', () => {
  it.each([
    ['Python-Pro', 'python-pro'],
    ['  Cafe\u0301', 'CAF\u00c9'],
    ['J\u030c', '\u01f0'], // a capital that exists in parts only
  ])('is the same for %s and %s', (one, other) => {
    expect(agentKey(one)).toBe(agentKey(other))
  })

  it('is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(agentKey(agentKey(name))).toBe(agentKey(name))
      }),
    )
  })
})
