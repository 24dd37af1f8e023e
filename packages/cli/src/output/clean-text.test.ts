import { describe, expect, it } from 'vitest'
import { cleanText } from './clean-text.ts'

describe('cleanText', () => {
  it('leaves names in any script as they are', () => {
    expect(cleanText('python-pro データ ногти 🎯')).toBe('python-pro データ ногти 🎯')
  })

  it('replaces escape sequences, line breaks and C1 controls', () => {
    expect(cleanText('a\u001b[31mb\nc\u009bd')).toBe('a\ufffd[31mb\ufffdc\ufffdd')
  })

  it('replaces characters that reverse the direction of the line', () => {
    expect(cleanText('a\u202eb\u2066c')).toBe('a\ufffdb\ufffdc')
  })
})
