import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { achievementCatalog } from '../src/achievement/achievement-catalog.ts'
import { emptyRefold, refoldRow } from '../src/ledger/refold-ledger.ts'
import type { Report } from '../src/report.ts'
import { arbitraryReport } from './arbitrary-report.ts'
import { createHistory } from './create-history.ts'

type History = ReturnType<typeof createHistory>
type Deed =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'amend'; readonly of: number; readonly like: Report }
  | { readonly kind: 'void'; readonly of: number }
  | { readonly kind: 'grant'; readonly catalogSize: number }

const arbitraryReports = () => fc.array(arbitraryReport(), { maxLength: 40 })
const arbitraryDeeds = () => {
  const report = fc.record({ kind: fc.constant('report' as const), report: arbitraryReport() })
  const amend = fc.record({ kind: fc.constant('amend' as const), of: fc.nat(), like: arbitraryReport() })
  const voiding = fc.record({ kind: fc.constant('void' as const), of: fc.nat() })
  const grant = fc.record({
    kind: fc.constant('grant' as const),
    catalogSize: fc.nat(achievementCatalog.length),
  })
  return fc.array(
    fc.oneof({ arbitrary: report, weight: 6 }, { arbitrary: amend, weight: 2 }, voiding, grant),
    { maxLength: 40 },
  )
}

function live(deeds: readonly Deed[]): History {
  const history = createHistory({ catalog: achievementCatalog.slice(0, 12) })
  for (const deed of deeds) {
    if (deed.kind === 'report') history.report(deed.report)
    else if (deed.kind === 'grant') history.grantQuietly(achievementCatalog.slice(0, deed.catalogSize))
    else {
      const counted = [...history.counted.values()]
      const chosen = counted[deed.of % counted.length]?.report
      if (!chosen) continue
      const { id, agent, occurredAt } = chosen
      history.correct(id, deed.kind === 'void' ? null : { ...deed.like, id, agent, occurredAt })
    }
  }
  return history
}

function play(reports: readonly Report[]): History {
  return live(reports.map((report) => ({ kind: 'report', report })))
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

describe('progress', () => {
  it('is the same for the same reports in the same order', () => {
    fc.assert(
      fc.property(arbitraryReports(), (reports) => {
        const [one, other] = [play(reports), play(reports)]
        expect(one.rows).toEqual(other.rows)
        expect(one.user).toEqual(other.user)
        expect(one.agents).toEqual(other.agents)
      }),
    )
  })

  it('never loses XP or a level without a correction', () => {
    fc.assert(
      fc.property(arbitraryReports(), (reports) => {
        const { rows } = play(reports)
        const agentLevels = new Map<string | null, number>()
        let userLevel = 1
        for (const row of rows) {
          expect(row.xp).toBeGreaterThanOrEqual(0)
          expect(row.userLevel).toBeGreaterThanOrEqual(userLevel)
          expect(row.userLevelReached).toBe(row.userLevel > userLevel ? row.userLevel : null)
          const agentLevel = agentLevels.get(row.agentKey) ?? 1
          expect(row.agentLevel).toBeGreaterThanOrEqual(agentLevel)
          expect(row.agentLevelReached).toBe(row.agentLevel > agentLevel ? row.agentLevel : null)
          userLevel = row.userLevel
          agentLevels.set(row.agentKey, row.agentLevel)
        }
      }),
    )
  })

  it('names each level at most once and upwards, corrections or not', () => {
    fc.assert(
      fc.property(arbitraryDeeds(), (deeds) => {
        const reached = live(deeds).rows.flatMap(({ userLevelReached }) => userLevelReached ?? [])
        expect(reached).toEqual([...new Set(reached)].sort((a, b) => a - b))
      }),
    )
  })

  it('unlocks each achievement once, corrections or not', () => {
    fc.assert(
      fc.property(arbitraryDeeds(), (deeds) => {
        const history = live(deeds)
        const ids = history.rows.flatMap(({ achievementId }) => achievementId ?? [])
        expect(ids).toHaveLength(history.unlocked.size)
        expect(new Set(ids)).toEqual(history.unlocked)
        expect(history.user.achievements).toBe(ids.length)
      }),
    )
  })

  it('adds up: rows to the user, rows of reports and corrections to the agents', () => {
    fc.assert(
      fc.property(arbitraryDeeds(), (deeds) => {
        const { rows, user, agents } = live(deeds)
        expect(sum(rows.map(({ xp }) => xp))).toBe(user.xp)
        const ofReports = rows.filter(({ kind }) => kind !== 'achievement').map(({ xp }) => xp)
        expect(sum([...agents.values()].map(({ xp }) => xp))).toBe(sum(ofReports))
        expect(rows.at(-1)?.userXp ?? 0).toBe(user.xp)
        expect(user.xp).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('is found again from the rows alone, with corrections and quiet grants between', () => {
    fc.assert(
      fc.property(arbitraryDeeds(), (deeds) => {
        const history = live(deeds)
        const refold = emptyRefold()
        for (const row of history.rows) refoldRow(refold, row)
        if (history.rows.length === 0) return
        const standing = refold.standingByUser.get('user')
        expect(standing?.user).toEqual(history.user)
        expect(standing?.days).toEqual(history.days)
        expect(standing?.unlocked).toEqual(history.unlocked)
        expect(refold.agentsByUser.get('user') ?? new Map()).toEqual(history.agents)
      }),
    )
  })
})
