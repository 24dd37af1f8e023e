import { describe, expect, it } from 'vitest'
import { formatTable } from './table.ts'
import { textWidth } from './text-width.ts'

const columns = [{ title: 'Agent' }, { title: 'XP', align: 'right' }, { title: 'Note' }] as const

describe('formatTable', () => {
  it('aligns columns and leaves no space at the ends of lines', () => {
    expect(
      formatTable(columns, [
        ['python-pro', '1,234', 'new'],
        ['qa', '7', ''],
      ]),
    ).toEqual(['Agent          XP  Note', 'python-pro  1,234  new', 'qa              7'])
  })

  it('aligns names with wide characters by the columns they take', () => {
    const lines = formatTable(columns, [
      ['データ', '5', 'x'],
      ['reviewer', '15', 'x'],
    ])
    expect(lines.map((line) => textWidth(line))).toEqual([18, 15, 15])
    expect(lines[1]).toBe('データ     5  x')
  })

  it('measures before it paints', () => {
    const paint = (text: string) => `<${text}>`
    expect(formatTable([{ title: 'A' }, { title: 'B' }], [[{ text: 'x', paint }, 'y']])).toEqual([
      'A  B',
      '<x>  y',
    ])
  })

  it('lets no control character through', () => {
    expect(formatTable([{ title: 'A' }], [['\u001b]0;title\u0007']])).toEqual(['A', '\ufffd]0;title\ufffd'])
  })

  it('lets columns give way in a narrow terminal', () => {
    const fitting = [
      { title: 'Agent', fit: 'cut' },
      { title: 'Rarity', fit: 'leave' },
      { title: 'What for', fit: 'wrap' },
    ] as const
    expect(
      formatTable(fitting, [['python-pro', 'legendary', 'Reach level 10 and unlock 15 achievements']], {
        maxColumns: 38,
      }),
    ).toEqual([
      'Agent       What for',
      'python-pro  Reach level 10 and unlock',
      '            15 achievements',
    ])
  })

  it('cuts long cells', () => {
    expect(formatTable([{ title: 'A' }], [['abcdef']], { maxCellColumns: 4 })).toEqual(['A', 'abc…'])
  })
})
