import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runReportId } from './run-report-id.ts'

const identity = {
  source: 'claude-code',
  sessionId: '7b5c6305-887a-4550-91c6-afff10481358',
  runId: 'aa043a65c967b5dd4',
}
const versionFive = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('runReportId', () => {
  it('stays the same for ever', () => {
    expect(runReportId(identity)).toBe('45fa3b6a-12bb-5d7b-9164-a3ae901ffaa1')
  })

  it('is a UUID of version 5', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (source, sessionId, runId) => {
        expect(runReportId({ source, sessionId, runId })).toMatch(versionFive)
      }),
    )
  })

  it('differs when any part differs or moves into another part', () => {
    const ids = [
      identity,
      { ...identity, source: 'otel' },
      { ...identity, sessionId: 'other' },
      { ...identity, runId: 'other' },
      { source: 'a', sessionId: 'b,c', runId: 'd' },
      { source: 'a', sessionId: 'b', runId: 'c,d' },
      { source: 'a","b', sessionId: 'c', runId: 'd' },
    ].map(runReportId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
