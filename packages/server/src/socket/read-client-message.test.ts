import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClientMessage } from './read-client-message.ts'

describe('readClientMessage', () => {
  it('reads the messages of the original clients', () => {
    const read = (message: unknown) => readClientMessage(JSON.stringify(message))
    expect(read({ type: 'ping', data: {}, timestamp: '2026-11-22T12:00:00' })).toEqual({ type: 'ping' })
    expect(read({ type: 'get_status' })).toEqual({ type: 'get_status' })
    expect(read({ type: 'pong', data: {} })).toEqual({ type: 'pong' })
    const team = { type: 'subscribe_team', data: { team_id: 't1' } }
    expect(read({ type: 'subscribe_team', data: { team_id: 't1' } })).toEqual(team)
    expect(read({ type: 'subscribe_team', team_id: 't1' })).toEqual(team)
    expect(read({ type: 'unsubscribe_team', data: { team_id: 't1' } })).toMatchObject({
      type: 'unsubscribe_team',
    })
  })

  it.each([
    '',
    '{',
    'null',
    '[1,2]',
    '"ping"',
    '{}',
    '{"type":5}',
    '{"type":"other"}',
    '{"type":"toString"}',
    '{"type":"__proto__"}',
    '{"type":"subscribe_team"}',
    '{"type":"subscribe_team","data":{"team_id":[1]}}',
    '{"type":"subscribe_team","data":{"team_id":""}}',
    '{"type":"subscribe_team","data":[]}',
    '{"type":"subscribe_team","data":{"team_id":"\\u0000"}}',
  ])('answers %j with an error', (text) => {
    expect(readClientMessage(text)).toMatchObject({ type: 'error', error: expect.any(String) })
  })

  it('throws for no text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readClientMessage(text).type).toEqual(expect.any(String))
      }),
    )
  })
})
