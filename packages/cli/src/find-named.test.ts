import { describe, expect, it } from 'vitest'
import { findNamed } from './find-named.ts'

const teams = [
  { id: 'docs', name: 'Core' },
  { id: 't2', name: 'Docs' },
]

describe('findNamed', () => {
  it('finds by id before it finds by name, in any spelling of its letters', () => {
    expect(findNamed(teams, 'docs', 'team').name).toBe('Core')
    expect(findNamed(teams, ' DOCS ', 'team').id).toBe('t2')
  })

  it('says what there is none of', () => {
    expect(() => findNamed(teams, 'ops', 'team')).toThrow(
      'There is no team "ops", or it is not yours to see.',
    )
  })
})
