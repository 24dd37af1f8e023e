import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryReport } from '../test/arbitrary-report.ts'
import { validateReport } from './validate-report.ts'

const nowInMs = Date.parse('2026-11-22T12:00:00Z')
const sound = {
  id: '0190e7a1-5a4e-7c3f-9d2b-1f0e6c5a4b3d',
  agent: 'python-pro',
  occurredAt: '2026-11-22T12:00:00Z',
}

function issuesOf(stated: Record<string, unknown>) {
  const validated = validateReport({ ...sound, ...stated }, { nowInMs })
  return validated.ok ? [] : validated.issues
}

const pathsOf = (stated: Record<string, unknown>) => issuesOf(stated).map(({ path }) => path)

describe('validateReport', () => {
  it('fills in what was not said', () => {
    expect(validateReport(sound, { nowInMs })).toEqual({
      ok: true,
      report: { ...sound, action: 'task_completion', outcome: 'success' },
    })
  })

  it('names every unknown field, also within', () => {
    const issues = issuesOf({ colour: 'red', size: 3, task: { kind: 'x' } })
    expect(issues).toEqual([
      { path: 'task.kind', message: 'is not a known field' },
      { path: 'colour', message: 'is not a known field' },
      { path: 'size', message: 'is not a known field' },
    ])
  })

  it.each([
    ['id', { id: 'seven' }],
    ['agent', { agent: 7 }],
    ['agent', { agent: 'a@b' }],
    ['action', { action: 'sleeping' }],
    ['outcome', { outcome: null }],
    ['durationInMs', { durationInMs: '95' }],
    ['durationInMs', { durationInMs: -1 }],
    ['durationInMs', { durationInMs: Number.NaN }],
    ['durationInMs', { durationInMs: 367 * 86_400_000 }],
    ['quality.code', { quality: { code: 1.01 } }],
    ['quality.source', { quality: { source: 'mother' } }],
    ['basePoints', { basePoints: 1.5 }],
    ['bonusPoints', { bonusPoints: -1 }],
    ['multipliers.0.value', { multipliers: [{ type: 'a', value: 0.09 }] }],
    ['multipliers', { multipliers: Array.from({ length: 11 }, () => ({ type: 'a', value: 1 })) }],
    ['task.description', { task: { description: 'x'.repeat(2001) } }],
    ['task.complexity', { task: { complexity: 'hard' } }],
    ['usage.inputTokens', { usage: { inputTokens: -1 } }],
    ['evidence.0.data', { evidence: [{ type: 'innovation', data: {} }] }],
    [
      'evidence.0.improvementFactor',
      { evidence: [{ type: 'innovation', data: { a: 1 }, improvementFactor: -1 }] },
    ],
    ['sessionId', { sessionId: 'x'.repeat(201) }],
    ['project', { project: '' }],
    ['occurredAt', { occurredAt: '2026-11-22' }],
    ['occurredAt', { occurredAt: '2026-11-22T12:00:00' }],
    ['occurredAt', { occurredAt: '2026-02-30T12:00:00Z' }],
    ['occurredAt', { occurredAt: '2016-12-31T23:59:60Z' }],
    ['occurredAt', { occurredAt: '2026-11-21T24:00:00Z' }],
    ['occurredAt', { occurredAt: '2026-11-22T12:00:00+24:00' }],
    ['occurredAt', { occurredAt: `2026-11-22T12:00:00.${'0'.repeat(30)}Z` }],
    ['metadata', { metadata: JSON.parse('{"__proto__":{"a":1},"b":2}') }],
    ['evidence.0.data', { evidence: [{ type: 'innovation', data: JSON.parse('{"__proto__":[[]],"b":2}') }] }],
  ])('refuses a wrong %s: %j', (path, stated) => {
    expect(pathsOf(stated)).toEqual([path])
  })

  it.each([[null], [undefined], ['a report'], [7], [[sound]]])('refuses %j as a whole', (value) => {
    expect(validateReport(value, { nowInMs })).toMatchObject({ ok: false, issues: [{ path: '' }] })
  })

  it('allows a clock to be five minutes ahead, not more', () => {
    expect(issuesOf({ occurredAt: '2026-11-22T12:05:00Z' })).toEqual([])
    expect(issuesOf({ occurredAt: '2026-11-22T13:05:00+01:00' })).toEqual([])
    expect(issuesOf({ occurredAt: '2026-11-22T12:05:00.001Z' })).toEqual([
      { path: 'occurredAt', message: 'lies more than 5 minutes in the future' },
    ])
  })

  it.each(['2026-11-22T17:45:00+05:45', '2026-11-22T12:00:00.000000000-00:00', '2026-11-21T22:00:00-14:00'])(
    'takes the offset of %s',
    (occurredAt) => {
      expect(issuesOf({ occurredAt })).toEqual([])
      expect(Date.parse(occurredAt)).toBe(nowInMs)
    },
  )

  it('takes an id in capitals for the same id', () => {
    const validated = validateReport({ ...sound, id: sound.id.toUpperCase() }, { nowInMs })
    expect(validated).toMatchObject({ ok: true, report: { id: sound.id } })
  })

  it('refuses a date before 1970', () => {
    expect(issuesOf({ occurredAt: '1970-01-01T00:00:00Z' })).toEqual([])
    expect(issuesOf({ occurredAt: '0050-01-01T00:00:00Z' })).toEqual([
      { path: 'occurredAt', message: 'lies before 1970' },
    ])
  })

  it('refuses a type of evidence given twice', () => {
    const innovation = { type: 'innovation', data: { a: 1 } }
    expect(issuesOf({ evidence: [innovation, innovation] })).toEqual([
      { path: 'evidence', message: 'each type of evidence may be given once' },
    ])
  })

  it.each([
    ['task.description', (text: string) => ({ task: { description: text } })],
    ['task.type', (text: string) => ({ task: { type: text } })],
    ['multipliers.0.reason', (text: string) => ({ multipliers: [{ type: 'a', value: 1, reason: text }] })],
    ['agentVersion', (text: string) => ({ agentVersion: text })],
    ['model', (text: string) => ({ model: text })],
    ['metadata', (text: string) => ({ metadata: { deep: [{ value: text }] } })],
    ['metadata', (text: string) => ({ metadata: { deep: { [text]: 1 } } })],
    ['evidence.0.data', (text: string) => ({ evidence: [{ type: 'innovation', data: { text } }] })],
  ])('refuses U+0000 and lone surrogates in %s', (path, state) => {
    expect(pathsOf(state('a\0b'))).toEqual([path])
    expect(pathsOf(state('a\ud83d'))).toEqual([path])
    expect(pathsOf(state('a😀b'))).toEqual([])
  })

  it('measures JSON in bytes, up to 4096', () => {
    const overhead = '{"a":""}'.length
    expect(pathsOf({ metadata: { a: 'x'.repeat(4096 - overhead) } })).toEqual([])
    expect(pathsOf({ metadata: { a: 'x'.repeat(4097 - overhead) } })).toEqual(['metadata'])
    expect(pathsOf({ metadata: { a: 'ü'.repeat(2045) } })).toEqual(['metadata'])
    expect(pathsOf({ evidence: [{ type: 'innovation', data: { a: 'x'.repeat(4096) } }] })).toEqual([
      'evidence.0.data',
    ])
  })

  it('refuses JSON of any depth with an issue, not with an overflow', () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
    expect(pathsOf({ metadata: { a: nested(30) } })).toEqual([])
    expect(pathsOf({ metadata: { a: nested(100) } })).toEqual(['metadata'])
    expect(pathsOf({ metadata: { a: nested(200_000) } })).toEqual(['metadata'])
    expect(pathsOf({ project: nested(200_000) })).toEqual(['project'])
    expect(pathsOf({ extra: nested(200_000) })).toEqual(['extra'])
  })

  it('refuses what JSON cannot express', () => {
    for (const value of [undefined, () => 1, 1n, Number.POSITIVE_INFINITY, new Map()]) {
      expect(pathsOf({ metadata: { value } })).toEqual(['metadata'])
    }
  })

  it('accepts again what it gave', () => {
    fc.assert(
      fc.property(arbitraryReport(), (report) => {
        expect(validateReport(report, { nowInMs: Date.UTC(2027, 0) })).toEqual({ ok: true, report })
      }),
    )
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...fields), fc.anything()),
        (value, stated) => {
          expect(validateReport(value, { nowInMs }).ok).toBe(false)
          validateReport({ ...sound, ...stated }, { nowInMs })
        },
      ),
    )
  })
})

const fields = [
  'agent',
  'task',
  'quality',
  'evidence',
  'metadata',
  'multipliers',
  'usage',
  'occurredAt',
  'id',
]
