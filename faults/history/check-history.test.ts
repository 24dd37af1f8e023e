import {
  type AgentProgress,
  achievementCatalog,
  emptyAgentProgress,
  emptyStanding,
  processReport,
  reportSchema,
  rulesV1,
  type ScoredAnswer,
} from '@arena/core'
import { describe, expect, it } from 'vitest'
import { control, goal } from '../goal.ts'
import { checkHistory, type HistoryFaults, noFaults } from './check-history.ts'
import type { Operation, Reading } from './history.ts'
import type { Row } from './ledger.ts'

const userId = 'user-1'

interface Run {
  rows: Row[]
  operations: Operation[]
  readings: Reading[]
}

/** What one client does and is told by a server without a fault, one report after the other. */
function runWithoutFault(): Run {
  const run: Run = { rows: [], operations: [], readings: [] }
  let standing = emptyStanding
  const agents = new Map<string, AgentProgress>()
  let time = 0
  for (const [index, agent] of ['red', 'green', 'red', 'blue'].entries()) {
    const stated = { id: `00000000-0000-4000-8000-00000000000${index}`, agent, durationInMs: 1000 + index }
    const report = reportSchema.parse({ ...stated, occurredAt: '2026-06-03T10:00:00.000Z' })
    const processed = processReport({ ...standing, agent: agents.get(agent) ?? emptyAgentProgress }, report, {
      rules: rulesV1,
      catalog: achievementCatalog,
      zone: 'UTC',
    })
    standing = processed.standing
    agents.set(agent, standing.agent)
    const seq = run.rows.length + 1
    for (const [place, entry] of processed.entries.entries()) {
      run.rows.push({
        ...entry,
        seq: seq + place,
        userId,
        agentKey: agent,
        agentName: agent,
        reportId: place === 0 ? stated.id : null,
        refSeq: place === 0 ? null : seq,
        report: place === 0 ? report : null,
      })
    }
    const [first] = processed.entries
    const answer = {
      ...{ status: 'scored', id: stated.id, seq, xp: first.xp },
      agent: { xp: first.agentXp },
      user: { xp: standing.user.xp },
    } as ScoredAnswer
    run.operations.push({
      report: stated,
      startedAt: time++,
      endedAt: time++,
      outcome: 'acknowledged',
      answer,
    })
    run.readings.push({
      client: 'reader',
      userId,
      startedAt: time++,
      endedAt: time++,
      userXp: standing.user.xp,
    })
  }
  return run
}

const check = ({ rows, ...history }: Run) =>
  checkHistory(history, { rows, zones: new Map([[userId, 'UTC']]) })

function change<T>(items: T[], index: number, changes: Partial<T>): void {
  items[index] = { ...(items.at(index) as T), ...changes }
}

const breaks: readonly (readonly [kind: keyof HistoryFaults, breakRun: (run: Run) => void])[] = [
  ['lost', ({ rows }) => rows.pop()],
  ['countedTwice', ({ rows }) => rows.push({ ...(rows.at(-1) as Row), seq: rows.length + 1 })],
  ['unknown', ({ operations }) => change(operations, 3, { outcome: 'refused' })],
  ['unknown', ({ operations }) => operations.pop()],
  ['altered', ({ rows }) => change(rows, 0, { agentName: 'yellow' })],
  ['answeredWrongly', ({ operations }) => change(operations, 1, { answer: operations[0]?.answer ?? null })],
  [
    'outOfOrder',
    ({ operations }) => {
      change(operations, 0, { startedAt: 100, endedAt: 101 })
    },
  ],
  ['readWrongly', ({ readings }) => change(readings, 2, { userXp: 1 })],
  ['readWrongly', ({ readings }) => change(readings, 2, { userXp: readings[0]?.userXp ?? 0 })],
  ['readWrongly', ({ readings }) => change(readings, 0, { userXp: readings[2]?.userXp ?? 0 })],
  ['scoredWrongly', ({ rows }) => change(rows, 0, { xp: 11 })],
  ['scoredWrongly', ({ rows }) => rows.splice(1, 1)],
]

describe('the check of a history', () => {
  it('finds nothing wrong with reports that came one by one', goal('R41', '0 faults'), ({ task }) => {
    const faults = check(runWithoutFault())
    task.meta.figure = `${Object.values(faults).reduce((sum, count) => sum + count)} faults of ${Object.keys(faults).length} kinds`
    expect(faults).toEqual(noFaults)
  })

  it('finds each kind of fault', control('R41'), ({ task }) => {
    for (const [kind, breakRun] of breaks) {
      const run = runWithoutFault()
      breakRun(run)
      expect(check(run)[kind], `${kind}: ${breakRun}`).toBeGreaterThan(0)
    }
    task.meta.figure = `${breaks.length} of ${breaks.length} broken histories found`
  })

  it('lets a report be counted or not while nobody was told', () => {
    const run = runWithoutFault()
    change(run.operations, 3, { outcome: 'unknown', endedAt: Infinity, answer: null })
    expect(check(run)).toEqual(noFaults)
    run.readings.pop()
    run.rows.pop()
    expect(check(run)).toEqual(noFaults)
  })
})
