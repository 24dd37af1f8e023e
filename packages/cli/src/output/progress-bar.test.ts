import { describe, expect, it } from 'vitest'
import { createProgressBar, formatProgress } from './progress-bar.ts'

function createTerminal(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, written, write: (text: string) => written.push(text) }
}

describe('formatProgress', () => {
  it('shows label, bar and counts', () => {
    expect(formatProgress('Scoring', { done: 1200, total: 2400 })).toBe(
      'Scoring ████████████░░░░░░░░░░░░ 1,200 of 2,400',
    )
  })

  it('shows label and count where there is no total', () => {
    expect(formatProgress('Erasing reports', { done: 1200 })).toBe('Erasing reports 1,200')
  })

  it('is full when there is nothing to do', () => {
    expect(formatProgress('Reading', { done: 0, total: 0 })).toContain('█'.repeat(24))
  })
})

describe('createProgressBar', () => {
  it('redraws its line on a terminal and removes it', () => {
    const terminal = createTerminal(true)
    const bar = createProgressBar(terminal)
    bar.show('Reading', { done: 1, total: 2 })
    bar.show('Reading', { done: 1, total: 2 })
    bar.clear()
    bar.clear()
    expect(terminal.written).toEqual([
      `\r\u001b[2K${formatProgress('Reading', { done: 1, total: 2 })}`,
      '\r\u001b[2K',
    ])
  })

  it('writes nothing where there is no terminal', () => {
    const terminal = createTerminal(false)
    const bar = createProgressBar(terminal)
    bar.show('Reading', { done: 1, total: 2 })
    bar.clear()
    expect(terminal.written).toEqual([])
  })
})
