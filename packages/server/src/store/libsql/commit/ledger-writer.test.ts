import { EventEmitter, once } from 'node:events'
import { ArenaError, achievementCatalog } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLedger } from '../../../../test/open-ledger.ts'
import { owner, reportCommit } from '../../../../test/report-commit.ts'
import type { Commit, CommitOutcome } from '../../store.ts'
import type { LedgerDatabase } from './ledger-database.ts'

const grant: Commit = {
  kind: 'grant',
  workspaceId: owner.workspaceId,
  userId: owner.userId,
  receivedAtInMs: Date.UTC(2026, 6, 1, 23),
}

const statusOf = (outcomes: readonly CommitOutcome[]) => outcomes.map(({ status }) => status)

describe('createLedgerWriter', () => {
  it('grants an entry added later quietly, on the day of the grant, and once', async () => {
    await using made = await openLedger()
    await made.createWriter({ catalog: [] }).commit([reportCommit()])
    const writer = made.createWriter()
    const [granted] = await writer.commit([grant])
    const july2InBerlin = Date.UTC(2026, 6, 2) / 86_400_000
    expect(granted).toMatchObject({
      status: 'committed',
      rows: [
        {
          seq: 2,
          kind: 'achievement',
          isQuiet: true,
          agentKey: null,
          refSeq: null,
          keyId: null,
          day: july2InBerlin,
          occurredAtInMs: grant.receivedAtInMs,
        },
      ],
    })
    const { standing } = await made.kept()
    expect(standing?.unlocked).toHaveLength(1)
    expect(standing?.progress.xp).toBe(60)
    expect(await writer.commit([grant])).toEqual([{ status: 'committed', rows: [] }])
  })

  it("holds points to the workspace's limits", async () => {
    await using made = await openLedger()
    await made.connection.write(['UPDATE workspaces SET max_base_points = 30'])
    const [outcome] = await made.createWriter({ catalog: [] }).commit([reportCommit({ basePoints: 100 })])
    expect(outcome).toMatchObject({ rows: [{ xp: 30 }] })
  })

  it('keeps nothing when another writer was there meanwhile', async () => {
    await using made = await openLedger()
    const through: LedgerDatabase = {
      ...made.database,
      async append(statements, ledgerRows) {
        await made.connection.write(['UPDATE workspaces SET last_seq = 7'])
        return made.database.append(statements, ledgerRows)
      },
    }
    await expect(made.createWriter({ through }).commit([reportCommit()])).rejects.toMatchObject({
      isRetryable: true,
    })
    expect(await made.kept()).toMatchObject({ ledger: [], standing: { agents: [] } })
  })

  it('refuses to go on when rows that it acknowledged are gone', async () => {
    await using made = await openLedger()
    const writer = made.createWriter()
    await writer.commit([reportCommit()])
    await made.connection.write(['UPDATE workspaces SET last_seq = 0'])
    await expect(writer.commit([reportCommit()])).rejects.toMatchObject({ code: 'database-corrupt' })
  })
})

interface Write {
  readonly go: () => void
  readonly fail: (error: Error) => void
}

/** A writer whose writes wait, in their order, until the test lets them go or fails them. */
async function openGated() {
  const ledger = await openLedger()
  const gate = new EventEmitter()
  const writes: Write[] = []
  const through: LedgerDatabase = {
    ...ledger.database,
    append(statements, ledgerRows) {
      return new Promise<void>((resolve, reject) => {
        writes.push({ go: () => resolve(ledger.database.append(statements, ledgerRows)), fail: reject })
        gate.emit('write')
      })
    },
  }
  const { commit, between } = ledger.createWriter({ through, catalog: [] })
  const write = async (index: number) => {
    while (writes.length <= index) await once(gate, 'write')
    return writes[index] as Write
  }
  return {
    ...{ ...ledger, commit, between, writes, write },
    /** The first commit, which loads what the next ones hold. */
    async commitFirst() {
      const first = commit([reportCommit()])
      ;(await write(0)).go()
      await first
    },
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))
const full = new ArenaError('disk-full', 'The disk is full.')

describe('createLedgerWriter: commits that come before the last is written', () => {
  it('are folded on what the last will have left, and written after it', async () => {
    await using made = await openGated()
    await made.commitFirst()
    const both = [made.commit([reportCommit()]), made.commit([reportCommit(), reportCommit()])]
    await turn()
    expect(made.writes).toHaveLength(3)
    made.writes[1]?.go()
    made.writes[2]?.go()
    expect((await Promise.all(both)).map(statusOf)).toEqual([['committed'], ['committed', 'committed']])
    const { ledger } = await made.kept()
    expect(ledger.map(({ seq, userXp }) => [seq, userXp])).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
    ])
  })

  it('are folded again when the last was not kept', async () => {
    await using made = await openGated()
    await made.commitFirst()
    const failing = made.commit([reportCommit()])
    const next = made.commit([reportCommit()])
    await turn()
    made.writes[1]?.fail(full)
    made.writes[2]?.go()
    await expect(failing).rejects.toBe(full)
    ;(await made.write(3)).go()
    expect(statusOf(await next)).toEqual(['committed'])
    expect((await made.kept()).ledger.map(({ userXp }) => userXp)).toEqual([10, 20])
  })

  it('know a report that the last one holds', async () => {
    await using made = await openLedger()
    const { commit } = made.createWriter({ catalog: [] })
    await commit([reportCommit()])
    const twice = reportCommit()
    const outcomes = await Promise.all([commit([twice]), commit([reportCommit(), twice]), commit([twice])])
    expect(outcomes.map(statusOf)).toEqual([['committed'], ['committed', 'duplicate'], ['duplicate']])
  })

  it('are written before what is done between commits', async () => {
    await using made = await openGated()
    const first = made.commit([reportCommit()])
    const write = await made.write(0)
    const rowsBetween = made.between(async () => (await made.kept()).ledger.length)
    await turn()
    write.go()
    await first
    expect(await rowsBetween).toBe(1)
  })

  it('leave the ledger of those that were kept, whichever writes fail', async () => {
    const group = fc.record({
      agents: fc.array(fc.constantFrom('ada', 'bea', 'cyd'), { minLength: 1, maxLength: 3 }),
      isKept: fc.boolean(),
      isAwaited: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(group, { maxLength: 8 }), async (groups) => {
        await using made = await openLedger()
        const failing = new Set<string>()
        const through: LedgerDatabase = {
          ...made.database,
          append: (statements, ledgerRows) =>
            [...failing].some((id) => ledgerRows.includes(id))
              ? Promise.reject(full)
              : made.database.append(statements, ledgerRows),
        }
        const { commit } = made.createWriter({ through, catalog: achievementCatalog })
        const committed = []
        for (const { agents, isKept, isAwaited } of groups) {
          const commits = agents.map((agent) => reportCommit({ agent }))
          if (!isKept) failing.add(commits[0]?.report.id ?? '')
          const result = commit(commits).then(
            (outcomes) => ({ isKept: true, outcomes, commits }),
            () => ({ isKept: false, outcomes: [], commits }),
          )
          committed.push(result)
          if (isAwaited) await result
        }
        const results = await Promise.all(committed)
        expect(results.map((result) => result.isKept)).toEqual(groups.map(({ isKept }) => isKept))

        await using plain = await openLedger()
        const writer = plain.createWriter()
        for (const { isKept, commits } of results) if (isKept) await writer.commit(commits)
        const [{ ledger, standing }, expected] = [await made.kept(), await plain.kept()]
        expect(standing).toEqual(expected.standing)
        expect(ledger).toEqual(expected.ledger)
        const answered = results.flatMap(({ outcomes }) =>
          outcomes.flatMap((outcome) => (outcome.status === 'committed' ? outcome.rows : [])),
        )
        expect(answered).toEqual(ledger)
      }),
      { numRuns: 25 },
    )
  })
})
