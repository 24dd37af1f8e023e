import {
  achievementCatalog,
  agentKey,
  complexities,
  dayInZone,
  emptyAgentProgress,
  emptyStanding,
  type LedgerEntry,
  type LedgerRow,
  outcomes,
  processCorrection,
  processReport,
  qualitySources,
  type Report,
  reportSchema,
  rulesV1,
  type Standing,
} from '@arena/core'
import fc from 'fast-check'

interface Step {
  readonly kind: 'report' | 'amend' | 'void'
  /** Which of the reports so far a correction is about, as a share of them. */
  readonly target: number
  readonly userId: string
  readonly teamId: string | null
  readonly report: Report
}

/** Any valid report of a few agents, within `days` days from 1 June 2026. */
export function arbitraryReport(days = 40): fc.Arbitrary<Report> {
  const option = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const share = fc.constantFrom(0.3, 0.5, 0.75, 0.9, 0.995, 1)
  return fc
    .record({
      id: fc.uuid(),
      agent: fc.constantFrom('tester', 'Tester', 'reviewer', 'writer'),
      outcome: fc.constantFrom('success', ...outcomes),
      task: option(
        fc.record({
          type: option(fc.constantFrom('fix', 'test')),
          complexity: option(fc.constantFrom(...complexities)),
          complexityInferred: option(fc.constantFrom(...complexities)),
        }),
      ),
      durationInMs: option(
        fc.oneof(fc.constantFrom(0, 0.5, 1, 400), fc.double({ min: 1, max: 1e6, noNaN: true })),
      ),
      quality: option(
        fc.record({ code: share, response: option(share), source: fc.constantFrom(...qualitySources) }),
      ),
      usage: option(
        fc.record({
          inputTokens: option(fc.nat(100_000)),
          outputTokens: fc.nat(1000),
          costInUsd: option(fc.double({ min: 0, max: 5, noNaN: true })),
        }),
      ),
      project: option(fc.constantFrom('shop', 'blog')),
      model: option(fc.constantFrom('large', 'small')),
      occurredAt: fc
        .integer({ min: 0, max: days * 86_400_000 - 1 })
        .map((offset) => new Date(Date.UTC(2026, 5, 1) + offset).toISOString()),
    })
    .map((stated) => reportSchema.parse(JSON.parse(JSON.stringify(stated))))
}

/** Any history of a workspace: reports of some users, corrections of them, and what they unlock. */
export function arbitraryLedger(): fc.Arbitrary<readonly LedgerRow[]> {
  const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom('report', 'report', 'report', 'amend', 'void'),
    target: fc.double({ min: 0, max: 0.999, noNaN: true }),
    userId: fc.constantFrom('ann', 'bob', 'eve'),
    teamId: fc.constantFrom(null, 'red', 'blue'),
    report: arbitraryReport(),
  })
  return fc.array(step, { maxLength: 40, size: 'max' }).map(stepsToRows)
}

/** The latest state of a report: its first row, and how it counts now; null when it was taken out. */
interface Counted {
  readonly row: LedgerRow
  now: Pick<LedgerRow, 'xp'> & {
    readonly report: Report
    readonly breakdown: NonNullable<LedgerRow['breakdown']>
  }
}

function stepsToRows(steps: readonly Step[]): readonly LedgerRow[] {
  const rows: LedgerRow[] = []
  const counted: Counted[] = []
  const standingByUser = new Map<string, Standing>()
  const agentsByUserAndKey = new Map<string, Standing['agent']>()

  const standingOf = (userId: string, key: string): Standing => ({
    ...(standingByUser.get(userId) ?? emptyStanding),
    agent: agentsByUserAndKey.get(`${userId} ${key}`) ?? emptyAgentProgress,
  })
  const append = (base: Partial<LedgerRow>, entries: readonly LedgerEntry[]) => {
    const first = rows.length + 1
    entries.forEach((entry, index) => {
      rows.push({
        ...base,
        ...(index > 0 && { reportId: null, refSeq: first, report: null, before: null }),
        isQuiet: false,
        achievementId: null,
        breakdown: null,
        ...entry,
        workspaceId: 'w1',
        seq: first + index,
      } as LedgerRow)
    })
  }

  for (const { kind, target, userId, teamId, report } of steps) {
    if (kind === 'report') {
      const key = agentKey(report.agent)
      const made = processReport(standingOf(userId, key), report, {
        rules: rulesV1,
        catalog: achievementCatalog,
        zone: 'UTC',
      })
      standingByUser.set(userId, made.standing)
      agentsByUserAndKey.set(`${userId} ${key}`, made.standing.agent)
      const at = Date.parse(report.occurredAt)
      append(
        {
          ...places,
          ...{
            userId,
            teamId,
            report,
            agentKey: key,
            agentName: report.agent,
            project: report.project ?? null,
          },
          ...{ reportId: report.id, userDay: made.userDay, day: dayInZone(at, 'UTC') },
          ...{ occurredAtInMs: at, receivedAtInMs: at },
        },
        made.entries,
      )
      const row = rows.find(({ reportId }) => reportId === report.id)
      if (row?.breakdown) counted.push({ row, now: { xp: row.xp, report, breakdown: row.breakdown } })
      continue
    }
    const index = Math.floor(target * counted.length)
    const found = counted[index]
    if (!found) continue
    const { row, now } = found
    const key = row.agentKey ?? ''
    const after = kind === 'void' ? null : { ...report, id: now.report.id, agent: now.report.agent }
    const made = processCorrection(
      standingOf(row.userId, key),
      { before: now, after, by: 'self' },
      { rules: rulesV1, catalog: achievementCatalog },
    )
    standingByUser.set(row.userId, made.standing)
    agentsByUserAndKey.set(`${row.userId} ${key}`, made.standing.agent)
    append({ ...row, reportId: null, refSeq: row.seq, report: null }, made.entries)
    const { breakdown, xp } = made.entries[0]
    if (after && breakdown) found.now = { xp: now.xp + xp, report: after, breakdown }
    else counted.splice(index, 1)
  }
  return rows
}

const places = {
  workspaceId: '',
  refSeq: null,
  before: null,
  contentHash: null,
  keyId: null,
  kind: 'report' as const,
}
