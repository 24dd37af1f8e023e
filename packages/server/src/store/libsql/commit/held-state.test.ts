import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openLedger } from '../../../../test/open-ledger.ts'
import { reportCommit } from '../../../../test/report-commit.ts'
import { createHeldState, type HeldState } from './held-state.ts'
import type { LedgerDatabase } from './ledger-database.ts'

async function openMade(held = createHeldState()) {
  const ledger = await openLedger()
  const reads: string[] = []
  const through: LedgerDatabase = {
    ...ledger.database,
    read(statements) {
      reads.push(
        ...statements.map((statement) => (typeof statement === 'string' ? statement : statement.sql)),
      )
      return ledger.database.read(statements)
    },
  }
  return { ...ledger, reads, commit: ledger.createWriter({ held, through }).commit }
}

/** Holds nothing from one commit to the next. */
function createForgetfulState(): HeldState {
  const held = createHeldState()
  return {
    get workspaceById() {
      return held.workspaceById
    },
    hold: held.forget,
    forget: held.forget,
  }
}

it('loads a user and his agent once', async () => {
  await using made = await openMade()
  await made.commit([reportCommit()])
  expect(made.reads.length).toBeGreaterThan(2)
  made.reads.length = 0
  await made.commit([reportCommit()])
  expect(made.reads).toEqual([])
})

it('loads users again when the ledger moved without them, and when they are more than it holds', async () => {
  await using made = await openMade()
  await made.commit([reportCommit()])
  await made.connection.write(['UPDATE workspaces SET last_seq = last_seq + 1'])
  made.reads.length = 0
  await made.commit([reportCommit()])
  expect(made.reads.length).toBeGreaterThan(2)

  await using crowded = await openMade(createHeldState({ maxNames: 1 }))
  await crowded.commit([reportCommit()])
  crowded.reads.length = 0
  await crowded.commit([reportCommit()])
  expect(crowded.reads.length).toBeGreaterThan(2)
})

it('forgets users whose commit was not kept', async () => {
  await using made = await openMade()
  await made.commit([reportCommit()])
  const twice = reportCommit()
  await made.commit([twice])
  await made.connection.write([
    "CREATE TRIGGER full BEFORE INSERT ON xp_events BEGIN SELECT RAISE(FAIL, 'full'); END",
  ])
  await expect(made.commit([reportCommit({ agent: 'lost' })])).rejects.toThrow()
  await made.connection.write(['DROP TRIGGER full'])
  expect(await made.commit([twice])).toMatchObject([{ status: 'duplicate' }])
  await made.commit([reportCommit()])
  expect((await made.kept()).standing?.agents).toMatchObject([{ progress: { xp: 30 } }])
})

const reports = fc.record({
  agent: fc.constantFrom('ada', 'Ada', 'bea', 'cyd', 'dee'),
  day: fc.integer({ min: 1, max: 28 }),
  outcome: fc.constantFrom('success', 'failure', 'cancelled'),
  project: fc.constantFrom('atlas', 'hermes', 'juno'),
} as const)

it('makes the ledger and the standing that loading each time makes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(reports, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      async (groups) => {
        await using one = await openMade(createHeldState({ maxNames: 4 }))
        await using other = await openMade(createForgetfulState())
        for (const group of groups) {
          const commits = group.map(({ day, ...stated }) =>
            reportCommit({ ...stated, occurredAt: new Date(Date.UTC(2026, 5, day, 12)).toISOString() }),
          )
          await one.commit(commits)
          await other.commit(commits)
        }
        expect(await one.kept()).toEqual(await other.kept())
      },
    ),
    { numRuns: 15 },
  )
})
