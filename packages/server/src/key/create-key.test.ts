import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKey } from './create-key.ts'
import { isKey } from './is-key.ts'

const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz']

describe('createKey', () => {
  it('makes keys of the documented form that differ', () => {
    const keys = Array.from({ length: 200 }, () => createKey())
    for (const key of keys) expect(key).toMatch(/^arena_[0-9A-Za-z]{32}[0-9a-z]{6}$/)
    expect(keys.every(isKey)).toBe(true)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('passes over bytes that would favour some characters', () => {
    const bytes = [new Uint8Array(32).fill(255), new Uint8Array(32).fill(61)]
    expect(createKey(() => bytes.shift() ?? new Uint8Array(32))).toMatch(/^arena_z{32}/)
  })
})

describe('isKey', () => {
  it('refuses random text', () => {
    fc.assert(fc.property(fc.string(), (text) => !isKey(text)))
    const lookalike = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 38, maxLength: 38 })
    fc.assert(fc.property(lookalike, (text) => !isKey(`arena_${text}`)))
  })

  it('refuses a key with one character changed', () => {
    const key = createKey()
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom(...alphabet, '_', ' '), (place, character) => {
        fc.pre(key[place] !== character)
        expect(isKey(key.slice(0, place) + character + key.slice(place + 1))).toBe(false)
      }),
    )
  })

  it('refuses a key that is cut or has more at its end', () => {
    const key = createKey()
    expect(isKey(key.slice(0, -1))).toBe(false)
    expect(isKey(`${key}a`)).toBe(false)
    expect(isKey(`${key}\n`)).toBe(false)
  })
})
