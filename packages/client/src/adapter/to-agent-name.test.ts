import { expect, it } from 'vitest'
import { toAgentName } from './to-agent-name.ts'

it.each([
  ['python-pro', 'python-pro'],
  ['plugin:agent', 'plugin:agent'],
  ['  Größe 日本語 ', 'Größe 日本語'],
  ['Math Agent (v2)', 'Math Agent -v2-'],
  ['e\u0301', '\u00e9'],
  ['a'.repeat(120), 'a'.repeat(100)],
  [`${'a'.repeat(99)}𝒳`, 'a'.repeat(99)],
  ['', 'fallback'],
  [undefined, 'fallback'],
  [{ name: 1 }, 'fallback'],
])('makes of %j the name %j', (name, expected) => {
  expect(toAgentName(name, 'fallback')).toBe(expected)
})
