import { describe, expect, it } from 'vitest'
import { formatPlace, readPlace } from './socket-place.ts'

describe('the place of a message', () => {
  it('is read back: the feed starts before its row, and what was seen of it is left out', () => {
    const id = formatPlace({ epoch: 'a-b', seq: 7, count: 2 })
    expect(id).toBe('a-b-7.2')
    expect(readPlace(id)).toEqual({ lastEventId: 'a-b-6', seen: { seq: 7, count: 2 } })
  })

  it.each(['a-b-7', 'garbage', 'garbage.1', 'a-0.1'])('leaves %j to the feed', (id) => {
    expect(readPlace(id)).toEqual({ lastEventId: id, seen: null })
  })

  it('is nowhere without an id', () => {
    expect(readPlace(null)).toEqual({ lastEventId: null, seen: null })
  })
})
