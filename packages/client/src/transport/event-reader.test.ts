import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventReader, type StreamEvent } from './event-reader.ts'

function read(pieces: readonly string[]): readonly StreamEvent[] {
  const events: StreamEvent[] = []
  const take = createEventReader((event) => events.push(event))
  for (const piece of pieces) take(piece)
  return events
}

describe('createEventReader', () => {
  it('reads type, data and id, and passes over what is no event', () => {
    const stream =
      ': hello\n\nevent: ping\ndata: \n\n\nid: e-1\ndata: {"a": 1}\n\nid: 2\n\ndata:a\ndata: b\nid:\nretry: 5\n\ndata: cut'
    expect(read([stream])).toEqual([
      { type: 'ping', data: '', id: null },
      { type: 'message', data: '{"a": 1}', id: 'e-1' },
      { type: 'message', data: 'a\nb', id: null },
    ])
  })

  it('reads the same wherever the stream is cut', () => {
    const event = fc.record({
      type: fc.constantFrom('message', 'ping'),
      data: fc.json({ maxDepth: 1 }),
      id: fc.option(fc.stringMatching(/^[a-z]+-\d+$/)),
    })
    const write = ({ type, data, id }: StreamEvent) => `event: ${type}\ndata: ${data}\nid: ${id ?? ''}\n\n`
    fc.assert(
      fc.property(fc.array(event), fc.array(fc.nat({ max: 40 })), (events, lengths) => {
        let left = events.map(write).join('')
        const pieces = lengths.map((length) => {
          const piece = left.slice(0, length)
          left = left.slice(length)
          return piece
        })
        expect(read([...pieces, left])).toEqual(events)
      }),
    )
  })
})
