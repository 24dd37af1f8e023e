import { reportSchema } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { recordingArena } from './adapter.contract.ts'
import { openRunsOf } from './open-runs.ts'

function start() {
  const arena = recordingArena()
  return { arena, runs: openRunsOf(arena, 'test') }
}

describe('open runs', () => {
  it('report a run at its end, once', () => {
    const { arena, runs } = start()
    runs.open('a', null, { agent: 'writer', sessionId: 's', startedAtInMs: 0 })
    runs.close('a', { outcome: 'failure', durationInMs: 7.4 })
    runs.close('a', { outcome: 'success' })
    expect(arena.reports.map((report) => reportSchema.parse(report))).toMatchObject([
      {
        agent: 'writer',
        outcome: 'failure',
        durationInMs: 7,
        sessionId: 's',
        runId: 'a',
        source: 'test',
        occurredAt: '1970-01-01T00:00:00.000Z',
      },
    ])
  })

  it('give the same run the same id at any time', () => {
    const first = start()
    const second = start()
    for (const { runs } of [first, second]) {
      runs.open('a', null, { agent: 'writer', sessionId: 's' })
      runs.close('a')
    }
    expect(first.arena.reports[0]?.id).toBe(second.arena.reports[0]?.id)
  })

  it('find the run above through steps, and through runs that have ended only to their children', () => {
    const { arena, runs } = start()
    runs.open('outer', null, { agent: 'outer' })
    runs.open('step', 'outer')
    runs.open('inner', 'step', { agent: 'inner' })
    runs.open('deep', 'inner')
    expect(runs.runOf('deep')).toBe('inner')
    runs.close('outer')
    expect(runs.runOf('deep')).toBe('inner')
    expect(runs.runOf('step')).toBeUndefined()
    runs.close('inner')
    expect(arena.reports.map(({ parentRunId }) => parentRunId)).toEqual([undefined, 'outer'])
  })

  it('keep nothing of a run that has ended, nor steps that belong to none', () => {
    const { runs } = start()
    runs.open('lonely', 'unknown')
    runs.open('run', null, { agent: 'a' })
    runs.open('step', 'run')
    runs.open('never ended', 'step')
    runs.close('step')
    expect(runs.size).toBe(2)
    runs.close('run')
    expect(runs.size).toBe(0)
  })

  it('count what a part used once, however often it is stated', () => {
    const { arena, runs } = start()
    runs.open('run', null, { agent: 'a' })
    runs.open('step', 'run')
    runs.addUsage('step', 'request', { inputTokens: 1 })
    runs.addUsage('step', 'request', { inputTokens: 5 })
    runs.addUsage('run', 'other', { inputTokens: 2, toolCalls: 1 })
    runs.addUsage('nowhere', 'x', { inputTokens: 100 })
    expect(runs.close('run', { outcome: 'success', usage: { costInUsd: 0.5 } })).toEqual({
      inputTokens: 7,
      toolCalls: 1,
      costInUsd: 0.5,
    })
    expect(arena.reports).toMatchObject([{ usage: { inputTokens: 7, toolCalls: 1, costInUsd: 0.5 } }])
  })

  it('let go of the oldest, as unknown, when too many are open', () => {
    const { arena, runs } = start()
    for (let n = 0; n <= 10_000; n += 1) runs.open(`run ${n}`, null, { agent: `a${n}` })
    expect(runs.size).toBe(10_000)
    expect(arena.reports).toMatchObject([{ agent: 'a0', outcome: 'unknown' }])
  })

  it('state nothing of which more was taken off than was stated', () => {
    const { arena, runs } = start()
    runs.open('run', null, { agent: 'a', startedAtInMs: Number.NaN })
    runs.addUsage('run', 'turn', { inputTokens: 5, outputTokens: 5 })
    runs.addUsage('run', 'inner', { inputTokens: -5, outputTokens: -7 })
    runs.close('run', { outcome: 'failure', durationInMs: Number.NaN })
    const report = reportSchema.parse(arena.reports[0])
    expect(report.usage).toEqual({ inputTokens: 0 })
    expect(report.durationInMs).toBeGreaterThanOrEqual(1)
  })

  it('make a valid report of whatever a framework calls things', () => {
    const { arena, runs } = start()
    const long = `${'x'.repeat(199)}\u{1F600}\0`
    runs.open(long, null, { agent: '\n\0', sessionId: long, model: '' })
    runs.close(long)
    expect(reportSchema.parse(arena.reports[0])).toMatchObject({ outcome: 'unknown' })
  })
})
