import { describe, expect, it } from 'vitest'
import { cutText, textWidth } from './text-width.ts'

describe('textWidth', () => {
  it.each([
    ['', 0],
    ['python-pro', 10],
    ['データ', 6],
    ['ﾃﾞｰﾀ', 4],
    ['검토자', 6],
    ['资料 bot', 8],
    ['Ａ１', 4],
    ['e\u0301', 1],
    ['🎯', 2],
    ['👩‍💻', 2],
    ['★☆', 2],
    ['a\u200bb', 2],
  ])('counts %j as %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns)
  })
})

describe('cutText', () => {
  it('keeps what fits', () => {
    expect(cutText('python-pro', 10)).toBe('python-pro')
  })

  it('cuts with an ellipsis and never splits a wide character', () => {
    expect(cutText('python-pro', 6)).toBe('pytho…')
    expect(cutText('データ処理', 6)).toBe('デー…')
  })
})
