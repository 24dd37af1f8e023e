import { describe, expect, it } from 'vitest'
import { createOpenStreams } from './open-streams.ts'

const setUp = () => createOpenStreams({ maxStreams: 3, maxStreamsPerKey: 2 })
const open = (streams: ReturnType<typeof setUp>, key: string) => streams.open(key, undefined)

describe('createOpenStreams', () => {
  it('opens as many as the key and the server may have, and says when to come back', () => {
    const streams = setUp()
    open(streams, 'a')
    open(streams, 'a')
    expect(() => open(streams, 'a')).toThrow(expect.objectContaining({ code: 'server-busy' }))
    open(streams, 'b')
    expect(() => open(streams, 'c')).toThrow(expect.objectContaining({ retryAfterInMs: 5000 }))
    expect(streams.size).toBe(3)
  })

  it('makes room for each that ends, once', () => {
    const streams = setUp()
    const [one] = [open(streams, 'a'), open(streams, 'a')]
    one.abort()
    one.abort()
    open(streams, 'a')
    expect(() => open(streams, 'a')).toThrow()
  })

  it('ends a stream whose subscriber leaves, before it begins too', () => {
    const streams = setUp()
    const leaving = new AbortController()
    const stream = streams.open('a', leaving.signal)
    leaving.abort()
    expect(stream.signal.aborted).toBe(true)
    expect(streams.open('a', leaving.signal).signal.aborted).toBe(true)
    expect(streams.size).toBe(0)
  })

  it('ends all and opens no more when it is closed', () => {
    const streams = setUp()
    const stream = open(streams, 'a')
    streams.close()
    expect(stream.signal.aborted).toBe(true)
    expect(streams.size).toBe(0)
    expect(() => open(streams, 'a')).toThrow()
  })
})
