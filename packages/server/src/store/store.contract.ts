import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import { agentKey, emptyRefold, type LedgerRow, refoldRow, stripTexts } from '@arena/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arbitraryReport } from '../../test/arbitrary-ledger.ts'
import { owner, reportCommit } from '../../test/report-commit.ts'
import { rowsOf } from '../../test/rows-of.ts'
import { createTemporaryFolder } from '../../test/temporary-folder.ts'
import type { KeyRecord } from './key-record.ts'
import type { Commit, ReportCommit, Store } from './store.ts'

export interface StoreUnderTest {
  /** Opens the store whose data lie in the folder; what an earlier one kept there is still there. */
  readonly open: (folder: string) => Promise<Store>
  /** Adds a user to the closed store of the folder; the port itself only makes the owner. */
  readonly addUser: (
    folder: string,
    user: { workspaceId: string; userId: string; name: string },
  ) => Promise<void>
}

const ownerId = { workspaceId: owner.workspaceId, userId: owner.userId }
const otherId = { workspaceId: owner.workspaceId, userId: 'user-2' }
const all = { workspaceId: owner.workspaceId, afterSeq: 0, limit: 10_000 }

/** The promises every store keeps, whatever it is made of. */
export function describeStore(name: string, { open, addUser }: StoreUnderTest): void {
  const template = createTemporaryFolder()
  beforeAll(async () => {
    const store = await open(template.path)
    await store.ensureOwner(owner)
    await store.close()
    await addUser(template.path, { ...otherId, name: 'Bob' })
  })
  afterAll(() => template[Symbol.dispose]())

  async function openWithMembers() {
    const folder = createTemporaryFolder()
    cpSync(template.path, folder.path, { recursive: true })
    let store = await open(folder.path)
    return {
      get store() {
        return store
      },
      async reopen() {
        await store.close()
        store = await open(folder.path)
      },
      async [Symbol.asyncDispose]() {
        await store.close()
        folder[Symbol.dispose]()
      },
    }
  }

  describe(`${name}: commit`, () => {
    it('answers with the report row first and then what it unlocked', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit({ agent: 'Python-Pro', project: 'arena' })
      const [outcome] = await opened.store.commit([commit])
      const [report, unlock] = rowsOf(outcome)
      expect(outcome?.status).toBe('committed')
      expect(report).toMatchObject({
        ...ownerId,
        seq: 1,
        kind: 'report',
        agentKey: 'python-pro',
        agentName: 'Python-Pro',
        project: 'arena',
        teamId: null,
        reportId: commit.report.id,
        refSeq: null,
        xp: 10,
        contentHash: commit.contentHash,
        keyId: 'key-1',
        occurredAtInMs: Date.parse(commit.report.occurredAt),
        receivedAtInMs: commit.receivedAtInMs,
      })
      expect(unlock).toMatchObject({ seq: 2, kind: 'achievement', refSeq: 1, isQuiet: false, reportId: null })
      expect(await opened.store.readLedger(all)).toEqual(rowsOf(outcome))
    })

    it('keeps what it acknowledged over a restart', async () => {
      await using opened = await openWithMembers()
      const [outcome] = await opened.store.commit([reportCommit()])
      await opened.reopen()
      expect(await opened.store.readLedger(all)).toEqual(rowsOf(outcome))
    })

    it('answers a report seen before with its first rows', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit()
      const [first] = await opened.store.commit([commit])
      await opened.store.commit([reportCommit(), reportCommit({ agent: 'other' })])
      const [again] = await opened.store.commit([commit])
      expect(again).toEqual({ status: 'duplicate', rows: rowsOf(first) })
    })

    it('finds a duplicate and a conflict within one call', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit()
      const other = reportCommit({ id: commit.report.id, durationInMs: 5 })
      const outcomes = await opened.store.commit([commit, commit, other])
      expect(outcomes.map(({ status }) => status)).toEqual(['committed', 'duplicate', 'conflict'])
      expect(outcomes[1]).toEqual({ status: 'duplicate', rows: rowsOf(outcomes[0]) })
      expect(await reportRows(opened.store)).toHaveLength(1)
    })

    it('refuses an id that was used for other content', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit()
      await opened.store.commit([commit])
      const other = reportCommit({ id: commit.report.id, outcome: 'failure' })
      expect(await opened.store.commit([other])).toEqual([{ status: 'conflict' }])
      expect(await reportRows(opened.store)).toHaveLength(1)
    })

    it('counts the same id of two users twice', async () => {
      await using opened = await openWithMembers()
      const id = randomUUID()
      const outcomes = await opened.store.commit([reportCommit({ id }), reportCommit({ id }, otherId)])
      expect(outcomes.map(({ status }) => status)).toEqual(['committed', 'committed'])
      expect(await reportRows(opened.store)).toHaveLength(2)
    })

    it('counts one report once when it comes a hundred times at once', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit()
      const calls = Array.from({ length: 100 }, () => opened.store.commit([commit]))
      const statuses = (await Promise.all(calls)).map(([outcome]) => outcome?.status)
      expect(statuses.filter((status) => status === 'committed')).toHaveLength(1)
      expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(99)
      expect(await reportRows(opened.store)).toHaveLength(1)
      expect((await opened.store.readStanding(ownerId))?.progress.counts.reports).toBe(1)
    })

    it('numbers rows without gaps in the order of the commits', async () => {
      await using opened = await openWithMembers()
      const commits = Array.from({ length: 60 }, (_, index) =>
        reportCommit({ agent: `agent-${index % 7}` }, index % 3 === 0 ? otherId : {}),
      )
      await Promise.all([0, 20, 40].map((start) => opened.store.commit(commits.slice(start, start + 20))))
      const rows = await opened.store.readLedger(all)
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
      expect(rows.flatMap(({ reportId }) => reportId ?? [])).toEqual(commits.map(({ report }) => report.id))
      expect((await opened.store.readWorkspaces())[0]?.lastSeq).toBe(rows.length)
    })

    it('keeps nothing of a call that fails', async () => {
      await using opened = await openWithMembers()
      const stranger = reportCommit({}, { userId: 'nobody' })
      await expect(opened.store.commit([reportCommit(), stranger])).rejects.toMatchObject({
        code: 'not-found',
      })
      expect(await opened.store.readLedger(all)).toEqual([])
      expect((await opened.store.readWorkspaces())[0]?.lastSeq).toBe(0)
    })

    it('stores no free text in the ledger', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit({
        task: { description: 'secret words' },
        metadata: { note: 'secret words' },
        evidence: [{ type: 'innovation', data: { note: 'secret words' } }],
      })
      const [outcome] = await opened.store.commit([commit])
      expect(rowsOf(outcome)[0]?.report).toEqual(stripTexts(commit.report).report)
      expect(JSON.stringify(await opened.store.readLedger(all))).not.toContain('secret')
    })

    it('takes text of every script and sign', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit({
        agent: 'Überprüfer 検査',
        project: `it's "x" \\ \n 😀`,
        model: '--; DROP',
      })
      const [outcome] = await opened.store.commit([commit])
      expect(await opened.store.readLedger(all)).toEqual(rowsOf(outcome))
      expect(rowsOf(outcome)[0]).toMatchObject({
        agentKey: 'überprüfer 検査',
        project: commit.report.project,
      })
    })

    it('is content with no commits at all', async () => {
      await using opened = await openWithMembers()
      expect(await opened.store.commit([])).toEqual([])
    })
  })

  describe(`${name}: grants`, () => {
    it('unlock nothing where nothing is new', async () => {
      await using opened = await openWithMembers()
      await opened.store.commit([reportCommit()])
      const before = await opened.store.readLedger(all)
      const grant: Commit = { kind: 'grant', ...ownerId, receivedAtInMs: owner.createdAtInMs }
      expect(await opened.store.commit([grant])).toEqual([{ status: 'committed', rows: [] }])
      expect(await opened.store.readLedger(all)).toEqual(before)
    })
  })

  describe(`${name}: reading`, () => {
    it('gives the standing of a user who has not reported', async () => {
      await using opened = await openWithMembers()
      expect(await opened.store.readStanding(ownerId)).toMatchObject({
        workspace: { id: owner.workspaceId, zone: owner.zone, epoch: owner.epoch, lastSeq: 0 },
        user: { id: owner.userId, name: owner.name, zone: owner.zone },
        progress: { xp: 0, level: 1 },
        days: [],
        unlocked: [],
      })
      expect(await opened.store.readStanding({ ...ownerId, userId: 'nobody' })).toBeNull()
      expect(await opened.store.readProjections({ workspaceId: 'none', userId: owner.userId })).toBeNull()
    })

    it('knows an agent by any spelling and shows the first', async () => {
      await using opened = await openWithMembers()
      await opened.store.commit([
        reportCommit({ agent: 'Python-Pro', occurredAt: '2026-06-03T10:00:00Z' }),
        reportCommit({ agent: 'PYTHON-PRO', occurredAt: '2026-06-02T10:00:00Z' }),
      ])
      await opened.store.commit([reportCommit({ agent: 'python-pro', occurredAt: '2026-06-05T10:00:00Z' })])
      const agents = await opened.store.readAgents(ownerId)
      expect(agents).toHaveLength(1)
      expect(agents[0]).toMatchObject({
        key: 'python-pro',
        name: 'Python-Pro',
        progress: { counts: { reports: 3 } },
        firstAtInMs: Date.UTC(2026, 5, 2, 10),
        lastAtInMs: Date.UTC(2026, 5, 5, 10),
      })
    })

    it('joins the days of reports that come in any order', async () => {
      await using opened = await openWithMembers()
      for (const day of ['05', '03', '09', '04']) {
        await opened.store.commit([reportCommit({ occurredAt: `2026-06-${day}T10:00:00Z` })])
      }
      const standing = await opened.store.readStanding(ownerId)
      const june3 = Date.UTC(2026, 5, 3) / 86_400_000
      expect(standing?.days).toEqual([
        { firstDay: june3, lastDay: june3 + 2 },
        { firstDay: june3 + 6, lastDay: june3 + 6 },
      ])
      expect(standing?.progress.longestStreakDays).toBe(3)
    })

    it('gives slices of the ledger', async () => {
      await using opened = await openWithMembers()
      await opened.store.commit(
        Array.from({ length: 10 }, (_, index) => reportCommit({}, index % 2 ? otherId : {})),
      )
      const rows = await opened.store.readLedger(all)
      const slice = (stated: object) => opened.store.readLedger({ ...all, ...stated })
      expect(await slice({ afterSeq: 3, limit: 2 })).toEqual(rows.slice(3, 5))
      expect(await slice({ afterSeq: 3, untilSeq: 6 })).toEqual(rows.slice(3, 6))
      expect(await slice({ userId: 'user-2' })).toEqual(rows.filter(({ userId }) => userId === 'user-2'))
      expect(await slice({ isProfileVisible: true })).toEqual(rows)
      await opened.store.changeDirectory(owner.workspaceId, [
        { kind: 'member-changed', userId: 'user-2', isProfileVisible: false },
      ])
      expect(await slice({ isProfileVisible: true })).toEqual(
        rows.filter(({ userId }) => userId !== 'user-2'),
      )
      expect(await slice({ afterSeq: rows.length })).toEqual([])
      expect(await slice({ workspaceId: 'none' })).toEqual([])
    })

    it('gives a report with what refers to it', async () => {
      await using opened = await openWithMembers()
      const commit = reportCommit()
      const [outcome] = await opened.store.commit([commit])
      await opened.store.commit([reportCommit({ agent: 'other' })])
      const id = { ...ownerId, reportId: commit.report.id }
      expect(await opened.store.readReport(id)).toEqual(rowsOf(outcome))
      expect(await opened.store.readReport({ ...id, userId: 'user-2' })).toEqual([])
      expect(await opened.store.readReport({ ...id, reportId: randomUUID() })).toEqual([])
    })
  })

  describe(`${name}: owner, users and keys`, () => {
    it('makes one owner, once', async () => {
      await using opened = await openWithMembers()
      expect(await opened.store.ensureOwner({ ...owner, workspaceId: 'w-2', userId: 'u-2' })).toEqual({
        isNew: false,
        ...ownerId,
      })
      expect((await opened.store.readMembers(owner.workspaceId)).map(({ name: shown }) => shown)).toEqual([
        'Ada',
        'Bob',
      ])
      expect(await opened.store.readWorkspaces()).toHaveLength(1)
    })

    it('finds, lists and revokes keys', async () => {
      await using opened = await openWithMembers()
      const key: KeyRecord = {
        id: 'key-1',
        ...ownerId,
        name: 'laptop',
        scopes: ['report:write', 'read'],
        start: 'arena_abc',
        createdAtInMs: 5,
        expiresAtInMs: null,
        revokedAtInMs: null,
        lastUsedAtInMs: null,
      }
      const held = { ...key, role: 'owner', teamId: null }
      await opened.store.changeDirectory(owner.workspaceId, [
        { kind: 'key-added', key: { ...key, hash: 'hash-1' } },
        {
          kind: 'key-added',
          key: { ...key, id: 'key-2', hash: 'hash-2', createdAtInMs: 6, expiresAtInMs: 9 },
        },
      ])
      expect(await opened.store.findKey('hash-1')).toEqual(held)
      expect(await opened.store.findKey('hash-3')).toBeNull()
      await opened.store.touchKey({ workspaceId: owner.workspaceId, keyId: 'key-1', usedAtInMs: 6 })
      for (const [workspaceId, revokedAtInMs] of [
        ['none', 6],
        [owner.workspaceId, 7],
        [owner.workspaceId, 8],
      ] as const) {
        await opened.store.changeDirectory(workspaceId, [
          { kind: 'key-revoked', keyId: 'key-1', revokedAtInMs },
        ])
      }
      expect(await opened.store.findKey('hash-1')).toEqual({ ...held, revokedAtInMs: 7, lastUsedAtInMs: 6 })
      expect((await opened.store.listKeys(owner.workspaceId)).map(({ id }) => id)).toEqual(['key-1', 'key-2'])
    })
  })

  describe(`${name}: a thousand reports of any kind`, () => {
    it('make the projections that core folds from the ledger', async () => {
      await using opened = await openWithMembers()
      const commits = fc
        .sample(arbitraryReport(), { numRuns: 1000, seed: 7 })
        .map((report, index): ReportCommit => reportCommit(report, index % 4 === 0 ? otherId : {}))
      for (let start = 0; start < commits.length; start += 90) {
        await opened.store.commit(commits.slice(start, start + 90))
      }
      const rows = await opened.store.readLedger(all)
      const refold = emptyRefold()
      for (const row of rows) refoldRow(refold, row)
      for (const id of [ownerId, otherId]) {
        const held = await opened.store.readProjections(id)
        const folded = refold.standingByUser.get(id.userId)
        expect(held?.progress).toEqual(folded?.user)
        expect(held?.days).toEqual(folded?.days)
        expect(held?.unlocked.map(({ achievementId }) => achievementId).sort()).toEqual(
          [...(folded?.unlocked ?? [])].sort(),
        )
        expect(new Map(held?.agents.map(({ key, progress }) => [key, progress]))).toEqual(
          refold.agentsByUser.get(id.userId),
        )
      }
      expect(new Set(rows.flatMap(({ reportId }) => reportId ?? []))).toEqual(
        new Set(commits.map(({ report }) => report.id)),
      )
      expect(rows.every((row) => row.report === null || agentKey(row.report.agent) === row.agentKey)).toBe(
        true,
      )
    })
  })

  describe(`${name}: boards`, () => {
    it('come up to the ledger and agree with it', async () => {
      await using opened = await openWithMembers()
      await opened.store.commit(
        Array.from({ length: 20 }, (_, index) => reportCommit({ agent: `a-${index % 3}` })),
      )
      const { lastSeq } = (await opened.store.readWorkspaces())[0] ?? { lastSeq: 0 }
      expect(await opened.store.advanceProjections(owner.workspaceId, 5)).toMatchObject({ isCurrent: false })
      expect(await opened.store.advanceProjections(owner.workspaceId, 1000)).toEqual({
        watermark: lastSeq,
        isCurrent: true,
      })
      expect(await opened.store.verifyProjections(owner.workspaceId)).toEqual([])
      await opened.store.rebuildProjections(owner.workspaceId)
      expect(await opened.store.verifyProjections(owner.workspaceId)).toEqual([])
    })
  })

  async function reportRows(store: Store): Promise<LedgerRow[]> {
    return (await store.readLedger(all)).filter(({ kind }) => kind === 'report')
  }
}
