import { randomUUID } from 'node:crypto'
import type { LedgerRow } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryReport } from '../../test/arbitrary-ledger.ts'
import { openWithOwner } from '../../test/open-with-owner.ts'
import { owner, reportCommit } from '../../test/report-commit.ts'
import { rowsOf } from '../../test/rows-of.ts'
import { verifyLedger } from '../verify-ledger.ts'
import type { Commit, CommitOutcome, CorrectionCommit, ReportCommit, Store } from './store.ts'

const { workspaceId, userId } = owner
const all = { workspaceId, afterSeq: 0, limit: 10_000 }
const firstTen = { after: null, limit: 10 }
const week = { window: 'week', scope: 'workspace', scopeId: workspaceId, workspaceId } as const

/** The promises that every store keeps of amended reports and of those taken out. */
export function describeCorrections(name: string, open: (folder: string) => Promise<Store>): void {
  describe(`${name}: corrections`, () => {
    it('append a row that refers to the report, where and when the report counted', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit({ agent: 'Python-Pro', project: 'arena', quality: { code: 1 } })
      const [report] = rowsOf(await commitOne(opened.store, commit))
      const amendment = { quality: { code: 0.6, source: 'human' } } as const
      const [correction, ...unlocks] = rowsOf(
        await commitOne(opened.store, correct(commit, { amendment, by: 'review', keyId: 'key-2' })),
      )
      expect(unlocks).toEqual([])
      expect(correction).toMatchObject({
        kind: 'correction',
        refSeq: report?.seq,
        reportId: null,
        contentHash: null,
        xp: -10,
        agentXp: 10,
        keyId: 'key-2',
        receivedAtInMs: correctedAtInMs,
        before: { xp: 20, correctedBy: 'review' },
        report: { id: commit.report.id, quality: { code: 0.6, source: 'human' } },
      })
      const place = [
        'userId',
        'agentKey',
        'agentName',
        'teamId',
        'project',
        'day',
        'userDay',
        'occurredAtInMs',
      ]
      for (const field of place as (keyof LedgerRow)[]) expect(correction?.[field]).toEqual(report?.[field])
      expect(await opened.store.readLedger({ ...all, afterSeq: 2 })).toEqual([correction])
    })

    it('give back what an earlier correction took', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit({ bonusPoints: 60, quality: { code: 1 } })
      await opened.store.commit([commit])
      const before = await opened.store.readStanding(owner)
      const failed = await commitOne(opened.store, correct(commit, { amendment: { outcome: 'failure' } }))
      expect(rowsOf(failed)[0]).toMatchObject({ xp: -77, agentXp: 3 })
      await opened.store.commit([correct(commit, { amendment: { outcome: 'success' } })])
      const after = await opened.store.readStanding(owner)
      expect(after?.progress).toEqual(before?.progress)
    })

    it('unlock what only the late fact meets, on the day it came', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit({ outcome: 'failure' })
      expect(rowsOf(await commitOne(opened.store, commit))).toHaveLength(1)
      const outcome = await commitOne(opened.store, correct(commit, { amendment: { outcome: 'success' } }))
      const [correction, unlock] = rowsOf(outcome)
      expect(unlock).toMatchObject({
        achievementId: 'first-steps',
        refSeq: correction?.seq,
        occurredAtInMs: correctedAtInMs,
        day: Math.floor(correctedAtInMs / 86_400_000),
      })
      const rows = await opened.store.readReport(addressOf(commit))
      expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3])
      const standing = await opened.store.readStanding(owner)
      expect(standing?.unlocked).toMatchObject([{ unlockedAtInMs: correctedAtInMs }])
    })

    it('of one report within one call build on each other, even on the report itself', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit({ outcome: 'failure' })
      const evidence = [{ type: 'innovation' as const, data: { note: 'new' } }]
      const outcomes = await opened.store.commit([
        correct(commit, { amendment: { outcome: 'unknown' } }),
        commit,
        correct(commit, { amendment: { outcome: 'success' } }),
        correct(commit, { amendment: { evidence }, reason: 'found' }),
        commit,
        correct(commit, { amendment: null, reason: 'twice' }),
        correct(commit, { amendment: null }),
        correct(commit, { amendment: { outcome: 'success' } }),
      ])
      expect(outcomes.map(statusOf)).toEqual([
        'no-report',
        'committed',
        'committed',
        'committed',
        'duplicate',
        'committed',
        'unchanged',
        'taken-out',
      ])
      expect(outcomes.flatMap((outcome) => rowsOf(outcome)[0]?.xp ?? [])).toEqual([3, 7, 8, 3, -18])
      expect(rowsOf(outcomes[4])).toEqual(rowsOf(outcomes[1]))
      expect(await opened.store.readReportTexts(addressOf(commit))).toEqual({
        evidence: [{ note: 'new' }],
        corrections: [
          { seq: rowsOf(outcomes[3])[0]?.seq, reason: 'found' },
          { seq: rowsOf(outcomes[5])[0]?.seq, reason: 'twice' },
        ],
      })
      expect((await verifyLedger(opened.store, workspaceId)).faults).toEqual([])
    })

    it('of one report in two calls at once are both kept', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit()
      await opened.store.commit([commit])
      const quality = (scores: { code?: number; response?: number }) =>
        correct(commit, { amendment: { quality: { ...scores, source: 'self' } } })
      await Promise.all([
        opened.store.commit([quality({ code: 1 })]),
        opened.store.commit([quality({ response: 0.5 })]),
      ])
      const rows = await opened.store.readReport(addressOf(commit))
      expect(rows.at(-1)?.report?.quality).toEqual({ code: 1, response: 0.5, source: 'self' })
    })

    it('that change nothing append nothing', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit({ outcome: 'failure', quality: { code: 1, source: 'ci' } })
      await opened.store.commit([commit])
      const amendment = { outcome: 'failure', quality: { code: 0.1, source: 'self' } } as const
      expect(
        await commitOne(opened.store, correct(commit, { amendment, reason: 'no matter' })),
      ).toMatchObject({
        status: 'unchanged',
        counted: { xp: 3, report: { id: commit.report.id } },
        agentName: 'python-pro',
        agentXp: 3,
        userXp: 3,
      })
      expect(await opened.store.readLedger(all)).toHaveLength(1)
      expect(await opened.store.readReportTexts(addressOf(commit))).toBeNull()
    })

    it('keep the id of a report taken out in use', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit()
      const first = await commitOne(opened.store, commit)
      await opened.store.commit([correct(commit, { amendment: null })])
      expect(await commitOne(opened.store, commit)).toEqual({ status: 'duplicate', rows: rowsOf(first) })
      const other = reportCommit({ id: commit.report.id, durationInMs: 5 })
      expect(await commitOne(opened.store, other)).toEqual({ status: 'conflict' })
      expect((await opened.store.readStanding(owner))?.progress.counts.reports).toBe(0)
    })

    it('know nothing of a report that was never made', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit()
      await opened.store.commit([commit])
      const unknown = correct(commit, { amendment: null, reportId: randomUUID() })
      expect(statusOf(await commitOne(opened.store, unknown))).toBe('no-report')
    })

    it('by the user let what a reviewer said stand', async () => {
      await using opened = await openWithOwner(open)
      const commit = reportCommit({ evidence: [{ type: 'innovation', data: { note: 'bold' } }] })
      await opened.store.commit([commit])
      const evidence = (improvementFactor: number) => [
        { type: 'innovation' as const, data: { note: 'claim' }, improvementFactor },
      ]
      await opened.store.commit([
        correct(commit, { by: 'review', amendment: { outcome: 'failure', evidence: evidence(0) } }),
      ])
      const undo = correct(commit, { amendment: { outcome: 'success', evidence: evidence(2) } })
      expect(statusOf(await commitOne(opened.store, undo))).toBe('unchanged')
      expect(statusOf(await commitOne(opened.store, correct(commit, { amendment: null })))).toBe('reviewed')
      const byReview = correct(commit, { by: 'review', amendment: null })
      expect(statusOf(await commitOne(opened.store, byReview))).toBe('committed')
    })

    it('hold a report to five types of evidence', async () => {
      await using opened = await openWithOwner(open)
      const [sixth, ...five] = (
        [
          'innovation',
          'speed_improvement',
          'bug_resolution',
          'code_quality',
          'user_satisfaction',
          'complexity_handling',
        ] as const
      ).map((type) => ({ type, data: { note: type } }))
      const commit = reportCommit({ evidence: five })
      await opened.store.commit([commit])
      const amendment = { evidence: sixth ? [sixth] : [] }
      expect(statusOf(await commitOne(opened.store, correct(commit, { amendment })))).toBe(
        'too-much-evidence',
      )
      expect(await opened.store.readLedger({ ...all, afterSeq: 2 })).toEqual([])
    })

    it('replace data of evidence apart from the ledger, and leave other texts', async () => {
      await using opened = await openWithOwner(open)
      const evidence = (note: string) => [{ type: 'innovation' as const, data: { note } }]
      const commit = reportCommit({ task: { description: 'why' }, evidence: evidence('secret one') })
      await opened.store.commit([commit])
      const amendment = { evidence: evidence('secret two') }
      expect(statusOf(await commitOne(opened.store, correct(commit, { amendment })))).toBe('unchanged')
      expect(await opened.store.readReportTexts(addressOf(commit))).toEqual({
        description: 'why',
        evidence: [{ note: 'secret two' }],
      })
      await opened.store.commit([
        correct(commit, { amendment: { outcome: 'failure' }, reason: 'secret three' }),
      ])
      expect(JSON.stringify(await opened.store.readLedger(all))).not.toContain('secret')
    })

    it('change the board of the period in which the report occurred', async () => {
      await using opened = await openWithOwner(open)
      const june1 = Date.UTC(2026, 5, 1) / 86_400_000
      const good = reportCommit({ basePoints: 50 })
      const mistaken = reportCommit({ agent: 'mistaken' })
      await opened.store.commit([good, mistaken])
      await opened.store.commit([
        correct(good, { amendment: { outcome: 'failure' } }),
        correct(mistaken, { amendment: null }),
      ])
      await opened.store.advanceProjections(workspaceId, 1000)
      const agents = { ...week, subject: 'agent' } as const
      const first = await opened.store.readBoard({ ...agents, periodStart: june1 }, firstTen)
      expect(first).toMatchObject([
        { subjectId: 'python-pro', xp: 15, reports: 1, successes: 0, failures: 1 },
      ])
      expect(await opened.store.readBoard({ ...agents, periodStart: june1 + 7 }, firstTen)).toEqual([])
      expect(await opened.store.verifyProjections(workspaceId)).toEqual([])
    })

    it('take XP from the team that had the credit, wherever its user is now', async () => {
      await using opened = await openWithOwner(open)
      const place = (teamId: string) => ({ kind: 'member-placed', userId, teamId, joinedAtInMs: 1 }) as const
      const team = (id: string) =>
        ({ kind: 'team-saved', team: { id, name: id, createdAtInMs: 1, archivedAtInMs: null } }) as const
      const commit = reportCommit({ outcome: 'failure' })
      await opened.store.changeDirectory(workspaceId, [team('red'), team('blue'), place('red')])
      await opened.store.commit([commit])
      await opened.store.changeDirectory(workspaceId, [place('blue')])
      await opened.store.commit([correct(commit, { amendment: { outcome: 'success' } })])
      const rows = await opened.store.readLedger(all)
      expect(rows.map(({ kind, teamId }) => [kind, teamId])).toEqual([
        ['report', 'red'],
        ['correction', 'red'],
        ['achievement', 'blue'],
      ])
    })

    it('of any kind leave a ledger that verifies', async () => {
      const step = fc.record({
        kind: fc.constantFrom('report', 'report', 'amend', 'amend', 'void'),
        target: fc.nat(),
        by: fc.constantFrom('self', 'review'),
        report: arbitraryReport(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
          await using opened = await openWithOwner(open)
          const reports: ReportCommit[] = []
          const commits: Commit[] = steps.flatMap(({ kind, target, by, report }): Commit[] => {
            if (kind === 'report') reports.push(reportCommit(report))
            const commit =
              reports[kind === 'report' ? reports.length - 1 : target % Math.max(1, reports.length)]
            if (!commit || kind === 'report') return commit ? [commit] : []
            const { outcome, quality } = report
            const amendment = kind === 'void' ? null : { outcome, ...(quality && { quality }) }
            return [correct(commit, { by, amendment })]
          })
          for (let start = 0; start < commits.length; start += 7) {
            await opened.store.commit(commits.slice(start, start + 7))
            if (start % 2 === 0) await opened.store.advanceProjections(workspaceId, 10)
          }
          expect((await verifyLedger(opened.store, workspaceId)).faults).toEqual([])
        }),
        { numRuns: 15 },
      )
    })
  })
}

const correctedAtInMs = Date.UTC(2026, 5, 17, 12)

function correct(
  { workspaceId, userId, report }: ReportCommit,
  stated: Partial<CorrectionCommit> & Pick<CorrectionCommit, 'amendment'>,
): CorrectionCommit {
  return {
    kind: 'correction',
    ...{ workspaceId, userId, reportId: report.id },
    ...{ keyId: 'key-1', by: 'self', receivedAtInMs: correctedAtInMs, reason: null },
    ...stated,
  }
}

function addressOf({ report }: ReportCommit) {
  return { workspaceId, userId, reportId: report.id }
}

async function commitOne(store: Store, commit: Commit): Promise<CommitOutcome | undefined> {
  return (await store.commit([commit]))[0]
}

function statusOf(outcome: CommitOutcome | undefined): string | undefined {
  return outcome?.status === 'refused' ? outcome.reason : outcome?.status
}
