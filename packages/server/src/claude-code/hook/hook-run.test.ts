import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recorded, recordedHooks } from '../../../test/recorded-sessions.ts'
import type { HookFact } from './hook-fact.ts'
import { foldHookFacts, type HookRun } from './hook-run.ts'
import { readHookPayload } from './read-hook-payload.ts'

const toleranceInMs = 250

function factsOf(session: string): HookFact[] {
  return recordedHooks(session).flatMap(({ payload, receivedAtInMs }) => {
    const fact = readHookPayload(payload, receivedAtInMs)
    return fact === null ? [] : [fact]
  })
}

const sessions = recorded.sessions.map(({ name }) => name)

describe('foldHookFacts', () => {
  it('finds the runs of every recorded session, and no others', () => {
    const found = sessions.flatMap((name) => foldHookFacts(factsOf(name)))
    expect(found.map(nameOf).sort()).toEqual(recorded.runs.map(nameOf).sort())
  })

  it.each(recorded.runs.map((run) => [`${run.session} ${run.agentId}`, run] as const))(
    'tells of %s what hooks can know',
    (_name, run) => {
      const found = foldHookFacts(factsOf(run.session)).find(({ agentId }) => agentId === run.agentId)
      const expected =
        run.outcomeBySource.hooks === 'unknown' ? [null, 'unknown'] : [run.outcomeBySource.hooks]
      expect(expected).toContain(found?.outcome)
      expect(found).toMatchObject({ sessionId: run.sessionId, agentType: run.agentType })
      expect(Math.abs((found?.startedAtInMs ?? 0) - Date.parse(run.startedAt))).toBeLessThan(toleranceInMs)
      expect(found?.parentAgentId ?? run.parentAgentId).toBe(run.parentAgentId)
      if (found?.activeInMs == null) expect(['cancelled', 'unknown', null]).toContain(found?.outcome)
      else expect(Math.abs(found.activeInMs - (run.durationInMs ?? 0))).toBeLessThan(toleranceInMs)
    },
  )

  it('calls nothing a success that was not', () => {
    const successes = sessions
      .flatMap((name) => foldHookFacts(factsOf(name)))
      .filter(({ outcome }) => outcome === 'success')
    const known = new Map(recorded.runs.map((run) => [nameOf(run), run.outcomeBySource.hooks]))
    expect(successes.filter((run) => known.get(nameOf(run)) !== 'success')).toEqual([])
    expect(successes).toHaveLength([...known.values()].filter((outcome) => outcome === 'success').length)
  })

  it('gives the same runs for facts in any order and doubled', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sessions), fc.infiniteStream(fc.nat()), (session, numbers) => {
        const facts = factsOf(session)
        const doubled = facts.flatMap((fact) =>
          (numbers.next().value ?? 0) % 2 === 0 ? [fact, fact] : [fact],
        )
        const shuffled = doubled
          .map((fact) => ({ fact, at: numbers.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ fact }) => fact)
        const outlines = (all: readonly HookFact[]) =>
          foldHookFacts(all)
            .map(({ told: _, facts: __, ...run }) => run)
            .sort((a, b) => (a.agentId < b.agentId ? -1 : 1))
        expect(outlines(shuffled)).toEqual(outlines(facts))
      }),
    )
  })

  it('calls nothing a success when any facts are missing that tell of another end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sessions), fc.infiniteStream(fc.boolean()), (session, isKept) => {
        const facts = factsOf(session).filter((fact) => fact.kind === 'stopped' || isKept.next().value)
        const known = new Map(recorded.runs.map((run) => [nameOf(run), run.outcomeBySource.hooks]))
        for (const run of foldHookFacts(facts)) {
          if (run.outcome === 'success') expect(known.get(nameOf(run))).toBe('success')
        }
      }),
    )
  })
})

function nameOf({ sessionId, agentId }: Pick<HookRun, 'sessionId' | 'agentId'>): string {
  return `${sessionId} ${agentId}`
}
