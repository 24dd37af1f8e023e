import { reportSchema, runReportId } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RecordedRun, recorded } from '../../../test/recorded-sessions.ts'
import { recordedTelemetry, sessionsWithTelemetry } from '../../../test/recorded-telemetry.ts'
import { readTelemetry } from '../otlp/read-telemetry.ts'
import type { SessionFact } from '../telemetry-fact.ts'
import { foldSession } from './fold-session.ts'
import { sessionToRuns } from './session-to-runs.ts'

const toleranceInMs = 300
type Session = (typeof sessionsWithTelemetry)[number]

function factsOf(session: Session): SessionFact[] {
  return recordedTelemetry(session)
    .flatMap(({ signal, body }) => readTelemetry(signal, JSON.parse(body)).facts)
    .map((fact) => {
      if (!('sessionId' in fact)) throw new Error('the main thread was taken for an agent')
      return fact
    })
}

const runs = recorded.runs.filter(({ session }) => sessionsWithTelemetry.some((name) => name === session))

describe('the telemetry of Claude Code', () => {
  it.each(sessionsWithTelemetry)('tells of the runs of %s and no others', (session) => {
    const found = foldSession(factsOf(session)).map(({ agentId }) => agentId)
    expect(found.sort()).toEqual(
      runs
        .filter((run) => run.session === session)
        .map((run) => run.agentId)
        .sort(),
    )
  })

  it.each(runs.map((run) => [`${run.session} ${run.agentId}`, run] as const))(
    'tells of %s what it can know',
    (_name, run) => {
      const found = foldSession(factsOf(run.session as Session)).find(
        ({ agentId }) => agentId === run.agentId,
      )
      const { input, output, cacheCreation, cacheRead } = run.tokens
      expect(found).toMatchObject({
        sessionId: run.sessionId,
        agentType: run.session === 'i1-otel-default' ? null : run.agentType,
        outcome: run.outcome,
        isOver: true,
        toolCalls: run.toolCalls,
        parentAgentId: run.parentAgentId,
      })
      const tokens = { input, output, cacheWrite: cacheCreation, cacheRead }
      const told = found?.tokens ?? { input: null, output: null, cacheWrite: null, cacheRead: null }
      for (const name of ['input', 'output', 'cacheWrite', 'cacheRead'] as const) {
        expect(told[name] ?? 0).toBe(tokens[name])
      }
      expectNear(found?.endedAtInMs ?? 0, Date.parse(run.endedAt ?? ''))
      expectNear(found?.durationInMs ?? 0, run.durationInMs ?? 0)
    },
  )

  it('sums what the requests of a run cost', () => {
    const found = foldSession(factsOf('i1-otel-default')).find(
      ({ agentId }) => agentId === 'af6d809b3d757658e',
    )
    expect(found?.costInUsd).toBeCloseTo(0.00582 + 0.002348 + 0.00262, 9)
  })

  it('gives the same reports for facts in any order and doubled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sessionsWithTelemetry),
        fc.infiniteStream(fc.nat()),
        (session, numbers) => {
          const facts = factsOf(session)
          const next = () => numbers.next().value ?? 0
          const shuffled = facts
            .flatMap((fact) => (next() % 2 === 0 ? [fact, fact] : [fact]))
            .map((fact) => ({ fact, at: next() }))
            .sort((a, b) => a.at - b.at)
            .map(({ fact }) => fact)
          const reports = (all: readonly SessionFact[]) =>
            sessionToRuns(all).sort((a, b) => (a.report.id < b.report.id ? -1 : 1))
          expect(reports(shuffled)).toEqual(reports(facts))
        },
      ),
    )
  })

  it('calls nothing a success when facts are missing that tell of a failure', () => {
    const failed = runs.filter(({ outcome }) => outcome === 'failure')
    expect(failed).toHaveLength(1)
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), (isKept) => {
        const facts = factsOf('i2-otel-details').filter(() => isKept.next().value)
        const outcomes = foldSession(facts)
          .filter(({ agentId }) => agentId === failed[0]?.agentId)
          .map(({ outcome }) => outcome)
        expect(outcomes).not.toContain('success')
      }),
    )
  })

  it('makes valid reports under the ids that hooks and transcripts give', () => {
    const idOf = ({ sessionId, agentId: runId }: RecordedRun) =>
      runReportId({ source: 'claude-code', sessionId, runId })
    const reports = sessionsWithTelemetry.flatMap((session) => sessionToRuns(factsOf(session)))
    expect(reports.map(({ report }) => report.id).sort()).toEqual(runs.map(idOf).sort())
    for (const { report } of reports) expect(reportSchema.safeParse(report).error).toBeUndefined()
  })

  it('knows no end of a run whose agent is still at work', () => {
    const facts = factsOf('i2-otel-details').filter(({ kind }) => kind !== 'completed')
    const found = foldSession(facts).find(({ agentId }) => agentId === 'ac117f645d969c059')
    expect(found).toMatchObject({ outcome: 'unknown', isOver: false, endedAtInMs: null, durationInMs: null })
  })
})

function expectNear(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(toleranceInMs)
}
