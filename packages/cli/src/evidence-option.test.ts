import { describe, expect, it } from 'vitest'
import { addEvidence } from './evidence-option.ts'

describe('addEvidence', () => {
  it('reads a type with a note, and a factor where there is one', () => {
    const first = addEvidence('bug_resolution=no crash since')
    expect(addEvidence('speed_improvement:1.5=p99 = 3 ms', first)).toEqual([
      { type: 'bug_resolution', data: { note: 'no crash since' } },
      { type: 'speed_improvement', data: { note: 'p99 = 3 ms' }, improvementFactor: 1.5 },
    ])
  })

  it.each(['bug_resolution', 'bug_resolution=', 'beauty=much', 'innovation:x=y'])('refuses %s', (text) => {
    expect(() => addEvidence(text)).toThrow('TYPE=NOTE')
  })
})
