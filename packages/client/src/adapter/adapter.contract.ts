import { type ReportInput, reportSchema } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { insideRun } from '../call/call-tree.ts'
import type { Usage } from '../call/sum-usage.ts'
import type { Receipt } from '../report/receipt.ts'
import type { Reporting } from './adapter-options.ts'
import { openRunsOf } from './open-runs.ts'

/**
 * `success`: agent `writer` answers. `failure`: agent `failer` fails, for the reason `no`. `abort`: agent `slow` is
 * given up by the host. `nested`: agent `outer` has agent `inner` do its work.
 */
export type Scenario = 'success' | 'failure' | 'abort' | 'nested'

export interface AdapterCase {
  readonly source: string
  /** What `writer` uses, and `inner` where it is not told apart. */
  readonly usage: Usage
  readonly innerUsage?: Usage
  /** What `outer` uses itself. */
  readonly outerUsage: Usage
  readonly model: string | undefined
  /** Plays a scenario in the real framework, with an adapter switched on for each arena. Gives what the host gets, or throws it. */
  play(scenario: Scenario, arenas: readonly Reporting[]): Promise<unknown>
}

/** What every adapter holds to. */
export function describeAdapter(name: string, adapter: AdapterCase): void {
  const { source, usage, innerUsage = usage, outerUsage, model, play } = adapter
  const playFor = async (scenario: Scenario) => {
    const arena = recordingArena()
    const error = await play(scenario, [arena]).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(openRunsOf(arena, source).size).toBe(0)
    return { error, reports: arena.reports.map((report) => reportSchema.parse(report)) }
  }

  describe(name, () => {
    it('reports a run that succeeds', async () => {
      const { error, reports } = await playFor('success')
      expect(error).toBeNull()
      expect(reports).toHaveLength(1)
      expect(reports[0]).toMatchObject({ agent: 'writer', outcome: 'success', source })
      expect(reports[0]?.usage).toEqual(usage)
      expect(reports[0]?.model).toBe(model)
      expect(reports[0]?.durationInMs).toBeGreaterThanOrEqual(1)
      expect(reports[0]?.parentRunId).toBeUndefined()
    })

    it('reports a run that fails, and the host gets its error', async () => {
      const { error, reports } = await playFor('failure')
      expect(reports).toMatchObject([{ agent: 'failer', outcome: 'failure' }])
      expect(String(error)).toContain('no')
    })

    it('reports a run that the host gives up as cancelled', async () => {
      const { reports } = await playFor('abort')
      expect(reports).toMatchObject([{ agent: 'slow', outcome: 'cancelled' }])
    })

    it('links a run inside a run to it, and gives each its own usage', async () => {
      const { reports } = await playFor('nested')
      expect(reports.map(({ agent }) => agent)).toEqual(['inner', 'outer'])
      const [inner, outer] = reports
      expect(inner?.parentRunId).toBe(outer?.runId)
      expect(outer?.parentRunId).toBeUndefined()
      expect(inner?.usage).toEqual(innerUsage)
      expect(outer?.usage).toEqual(outerUsage)
    })

    it('links a run to the call that is tracked around it', async () => {
      const arena = recordingArena()
      await insideRun('tracked', () => play('success', [arena]))
      expect(arena.reports).toMatchObject([{ agent: 'writer', parentRunId: 'tracked' }])
    })

    it('keeps runs at the same time apart', async () => {
      const arena = recordingArena()
      await Promise.all([play('success', [arena]), play('nested', [arena]), play('success', [arena])])
      const agents = arena.reports.map(({ agent }) => agent).sort()
      expect(agents).toEqual(['inner', 'outer', 'writer', 'writer'])
      expect(new Set(arena.reports.map(({ id }) => id)).size).toBe(4)
      expect(openRunsOf(arena, source).size).toBe(0)
    })

    it('reports a run once though it is switched on twice', async () => {
      const arena = recordingArena()
      await play('nested', [arena, arena])
      expect(arena.reports.map(({ agent }) => agent)).toEqual(['inner', 'outer'])
      expect(arena.reports.map((report) => report.usage)).toEqual([innerUsage, outerUsage])
    })

    it.each([
      ['throws', () => throwNow()],
      ['rejects', () => Promise.reject(new Error('arena is broken'))],
    ])('gives the host the same when the arena %s', async (_how, report) => {
      const expected = await play('success', [])
      expect(await play('success', [{ report }])).toEqual(expected)
      await expect(play('failure', [{ report }])).rejects.toThrow('no')
    })
  })
}

/** Takes reports and keeps them. */
export function recordingArena(): Reporting & { readonly reports: ReportInput[] } {
  const reports: ReportInput[] = []
  const receipt: Receipt = { status: 'dropped', id: null, reason: 'disabled' }
  return {
    reports,
    report(report) {
      reports.push(report as ReportInput)
      return Promise.resolve(receipt)
    },
  }
}

function throwNow(): never {
  throw new Error('arena is broken')
}
