import { describe, expect, it } from 'vitest'
import { failureToSubmission } from './failure-to-submission.ts'
import { readFailure } from './read-failure.ts'

const nowInMs = Date.parse('2026-11-22T12:00:00Z')
const response = (status: number, retryAfter: string | null = null) => ({
  meta: { response: { status, headers: { get: () => retryAfter } } },
})
const arena = (code: string, more: object = {}) => ({ message: 'no', data: { code, issues: [], ...more } })
const kindOf = (thrown: unknown) => failureToSubmission(readFailure(thrown, nowInMs)).kind

describe('failureToSubmission', () => {
  it.each([
    ['a network error', new Error('ECONNREFUSED'), 'unavailable'],
    ['anything thrown', undefined, 'unavailable'],
    ['408', response(408), 'unavailable'],
    ['429', response(429), 'unavailable'],
    ['500 of Arena', { ...response(500), ...arena('internal') }, 'unavailable'],
    ['503 of Arena', { ...response(503), ...arena('server-busy') }, 'unavailable'],
    ['400 of a stranger', response(400), 'unavailable'],
    ['404 of a stranger', response(404), 'unavailable'],
    ['400 of Arena', { ...response(400), ...arena('invalid-input') }, 'refused'],
    ['413', response(413), 'refused'],
    ['401', response(401), 'key-refused'],
    ['403 of Arena', { ...response(403), ...arena('wrong-user') }, 'key-refused'],
    ['a newer schema', { ...response(400), ...arena('unsupported-schema') }, 'server-too-old'],
  ])('%s', (_name, thrown, kind) => {
    expect(kindOf(thrown)).toBe(kind)
  })

  it("does not hand a stranger's nonsense to a timer", () => {
    const data = { retryAfterInMs: 'soon', issues: 'x', code: 7 }
    expect(readFailure({ ...response(429, '3'), data }, nowInMs)).toMatchObject({
      code: null,
      issues: [],
      retryAfterInMs: 3_000,
    })
  })

  it.each([
    ['7', 7_000],
    ['Sun, 22 Nov 2026 12:00:05 GMT', 5_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('reads Retry-After: %s', (header, retryAfterInMs) => {
    expect(readFailure(response(503, header), nowInMs).retryAfterInMs).toBe(retryAfterInMs)
  })
})
