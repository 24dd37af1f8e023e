import { describe, expect, it } from 'vitest'
import { formatJson } from './format-json.ts'

describe('formatJson', () => {
  it('escapes what a terminal would obey and stays the same value', () => {
    const value = { name: 'a\u001b\u009b\u202e\u2028b', list: [1, null] }
    const text = formatJson(value)
    expect(text).toBe('{"name":"a\\u001b\\u009b\\u202e\\u2028b","list":[1,null]}')
    expect(JSON.parse(text)).toEqual(value)
  })
})
