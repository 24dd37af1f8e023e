import { describe, expect, it } from 'vitest'
import { isColoured } from './is-coloured.ts'

describe('isColoured', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ CI: '1' }, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ])('for %j on a terminal %s is %s', (env, isTerminal, expected) => {
    expect(isColoured({ env, isTerminal })).toBe(expected)
  })
})
