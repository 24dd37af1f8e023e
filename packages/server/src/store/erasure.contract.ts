import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openWithOwner } from '../../test/open-with-owner.ts'
import { owner, reportCommit } from '../../test/report-commit.ts'
import { rowsOf } from '../../test/rows-of.ts'
import { verifyLedger } from '../verify-ledger.ts'
import type { CorrectionCommit, ReportCommit, Store } from './store.ts'

const { workspaceId, userId } = owner
const all = { workspaceId, afterSeq: 0, limit: 10_000 }

/** The promises that every store keeps of texts that were erased. */
export function describeErasure(name: string, open: (folder: string) => Promise<Store>): void {
  describe(`${name}: erased texts`, () => {
    it('are gone, and the ledger is as it was', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportWithTexts()
      await opened.store.commit([commit, reportWithTexts()])
      const before = await opened.store.readLedger(all)
      expect(await opened.store.eraseTexts([addressOf(commit)])).toBe(1)
      expect(await opened.store.readReportTexts(addressOf(commit))).toEqual({ erased: true })
      expect(await opened.store.readLedger(all)).toEqual(before)
      await opened.store.advanceProjections(workspaceId, 100)
      expect((await verifyLedger(opened.store, workspaceId)).faults).toEqual([])
    })

    it('are counted once, of the reports that have some', async () => {
      await using opened = await openWithOwner(open)
      const commits = [reportWithTexts(), reportWithTexts(), reportCommit()]
      await opened.store.commit(commits)
      const unknown = { workspaceId, userId, reportId: randomUUID() }
      const reports = [...commits.map(addressOf), unknown]
      expect(await opened.store.eraseTexts(reports)).toBe(2)
      expect(await opened.store.eraseTexts(reports)).toBe(0)
      expect(await opened.store.eraseTexts([])).toBe(0)
      await opened.store.scrubFiles()
    })

    it('do not come back with the report', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportWithTexts()
      const [first] = await opened.store.commit([commit])
      await opened.store.eraseTexts([addressOf(commit)])
      expect(await opened.store.commit([commit])).toEqual([{ status: 'duplicate', rows: rowsOf(first) }])
      expect(await opened.store.readReportTexts(addressOf(commit))).toEqual({ erased: true })
    })

    it('do not come back with a correction, whose facts count', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportWithTexts()
      await opened.store.commit([commit])
      await opened.store.eraseTexts([addressOf(commit)])
      const evidence = [{ type: 'innovation' as const, data: { note: 'words' } }]
      const added = [{ type: 'code_quality' as const, data: { note: 'words' } }]
      const outcomes = await opened.store.commit([
        correct(commit, { amendment: { evidence } }),
        correct(commit, { amendment: { evidence: added }, reason: 'words' }),
        correct(commit, { amendment: { outcome: 'failure' }, reason: 'words' }),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['unchanged', 'committed', 'committed'])
      expect(await opened.store.readReportTexts(addressOf(commit))).toEqual({ erased: true })
      expect(JSON.stringify(await opened.store.readLedger(all))).not.toContain('words')
      await opened.store.advanceProjections(workspaceId, 100)
      expect((await verifyLedger(opened.store, workspaceId)).faults).toEqual([])
    })

    it('are found page by page, one user at a time', async () => {
      await using opened = await openWithOwner(open)
      const commits = Array.from({ length: 5 }, reportWithTexts)
      await opened.store.commit([...commits, reportCommit()])
      const ids = commits.map(({ report }) => report.id).sort()
      const list = (afterReportId: string, whose = userId) =>
        opened.store.listReportsWithTexts({ workspaceId, userId: whose }, { afterReportId, limit: 3 })
      expect(await list('')).toEqual(ids.slice(0, 3))
      expect(await list(ids[2] ?? '')).toEqual(ids.slice(3))
      expect(await list(ids[4] ?? '')).toEqual([])
      expect(await list('', 'nobody')).toEqual([])
    })
  })
}

function reportWithTexts(): ReportCommit {
  return reportCommit({
    task: { description: 'words' },
    evidence: [{ type: 'innovation', data: { note: 'words' } }],
  })
}

function addressOf({ report }: ReportCommit) {
  return { workspaceId, userId, reportId: report.id }
}

function correct(
  commit: ReportCommit,
  stated: Partial<CorrectionCommit> & Pick<CorrectionCommit, 'amendment'>,
): CorrectionCommit {
  return {
    kind: 'correction',
    ...addressOf(commit),
    ...{ keyId: 'key-1', by: 'self', receivedAtInMs: commit.receivedAtInMs, reason: null },
    ...stated,
  }
}
