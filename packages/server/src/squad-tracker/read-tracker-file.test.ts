import { readFileSync } from 'node:fs'
import { reportSchema } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { missionReports } from './mission-reports.ts'
import { readTrackerFile } from './read-tracker-file.ts'

const zone = 'Europe/Berlin'
const fixture = (generation: 1 | 2) =>
  readFileSync(
    new URL(`../../../../fixtures/squad-tracker/generation-${generation}.json`, import.meta.url),
    'utf8',
  )
const reportsOf = (text: string) => missionReports(readTrackerFile(text, { zone }).missions)
const mission = { agent: 'a', task: 'x', success: true, timestamp: '2025-08-07T14:00:00.000001' }
const fileOf = (...missions: readonly unknown[]) => JSON.stringify({ missions })

describe('a file of the squad tracker', () => {
  it('is read in its first generation', () => {
    const file = readTrackerFile(fixture(1), { zone })
    expect(file).toMatchObject({ generation: 1, xp: 60, skipped: [] })
    expect(file.agents).toContainEqual({ name: 'data-engineer', xp: 40, level: 1 })
    expect(missionReports(file.missions)).toMatchObject([
      { agent: 'data-engineer', outcome: 'success', task: { complexityInferred: 'simple' } },
      { task: { complexityInferred: 'complex' }, durationInMs: 20_000, metadata: { squadTrackerXp: 25 } },
      { agent: 'debugger', action: 'error_resolution', outcome: 'failure', durationInMs: 130_000 },
    ])
  })

  it('is read in its second generation', () => {
    const file = readTrackerFile(fixture(2), { zone })
    expect(file).toMatchObject({ generation: 2, xp: 5140, skipped: [] })
    expect(file.missions).toHaveLength(5)
    const [first, second] = missionReports(file.missions)
    expect(first).not.toHaveProperty('durationInMs') // 0 was not measured
    expect(first).toMatchObject({ agent: 'python-pro', occurredAt: '2025-08-07T12:03:11.123Z' })
    expect(second).toMatchObject({ durationInMs: 45_500, source: 'squad-tracker' })
  })

  it.each([1, 2] as const)('gives valid reports, without the words of tasks: generation %s', (generation) => {
    const reports = reportsOf(fixture(generation))
    for (const report of reports) expect(reportSchema.safeParse(report).error).toBeUndefined()
    expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length)
    expect(JSON.stringify(reports)).not.toMatch(/schema|capital|pointer/)
  })

  it('gives a mission the same id when others are added, taken out or numbered anew', () => {
    const all = JSON.parse(fixture(2)) as { missions: { id: number }[] }
    const ids = new Set(reportsOf(fixture(2)).map(({ id }) => id))
    fc.assert(
      fc.property(fc.shuffledSubarray(all.missions), (kept) => {
        const missions = kept.map((each, index) => ({ ...each, id: index + 1 }))
        for (const { id } of reportsOf(fileOf(...missions))) expect(ids).toContain(id)
      }),
    )
  })

  it('tells missions apart that say the same', () => {
    const [first, second] = reportsOf(fileOf(mission, mission))
    expect(first?.id).not.toBe(second?.id)
    expect(reportsOf(fileOf(mission))[0]?.id).toBe(first?.id)
  })

  it('skips what is no mission, and says how many and why', () => {
    const { missions, skipped } = readTrackerFile(
      fileOf(
        mission,
        null,
        'x',
        { ...mission, agent: ' ' },
        { ...mission, success: 'yes' },
        { ...mission, timestamp: 'yesterday' },
        { ...mission, timestamp: '2025-13-07T14:00:00' },
        { ...mission, timestamp: '2025-02-31T14:00:00' },
      ),
      { zone },
    )
    expect(missions).toHaveLength(1)
    expect(skipped).toEqual([
      { reason: 'is no mission', count: 2 },
      { reason: 'has no valid agent', count: 1 },
      { reason: 'has no valid success', count: 1 },
      { reason: 'has no valid timestamp', count: 3 },
    ])
  })

  it('may begin with a byte order mark, as editors of Windows write it', () => {
    expect(reportsOf(`\uFEFF${fileOf(mission)}`)).toEqual(reportsOf(fileOf(mission)))
  })

  it('is told from other files', () => {
    expect(() => readTrackerFile('{', { zone })).toThrow('not valid JSON')
    expect(() => readTrackerFile('{"agents":{}}', { zone })).toThrow('no list of missions')
  })

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.string().map((agent) => ({ ...mission, agent })),
          ),
        ),
        (missions) => {
          for (const report of reportsOf(fileOf(...missions))) {
            expect(reportSchema.safeParse(report).error).toBeUndefined()
          }
        },
      ),
    )
  })
})
