import { describe, expect, it } from 'vitest'
import { wrapText } from './wrap-text.ts'

describe('wrapText', () => {
  it('breaks between words', () => {
    expect(wrapText('Succeed with 20 different agents', 16)).toEqual(['Succeed with 20', 'different agents'])
    expect(wrapText('short', 16)).toEqual(['short'])
    expect(wrapText('', 16)).toEqual([''])
  })

  it('cuts a word that is longer than a line', () => {
    expect(wrapText('a bcdefghij', 5)).toEqual(['a', 'bcde…'])
  })
})
