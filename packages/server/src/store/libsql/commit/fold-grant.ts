import { dayInZone, emptyAgentProgress, entryToRow, grantAchievements, type LedgerRow } from '@arena/core'
import type { GrantCommit } from '../../store.ts'
import type { FoldStep } from './commit-state.ts'
import { placeCommit } from './place-commit.ts'

/** Unlocks for a user what their progress has met already, quietly and on the day of the grant. */
export function foldGrant({ workspace, user, commit, context }: FoldStep<GrantCommit>): LedgerRow[] {
  const { standing, entries } = grantAchievements(
    { agent: emptyAgentProgress, user: user.progress, days: user.days, unlocked: user.unlocked },
    { catalog: context.catalog, rules: context.rules.version, isQuiet: true },
  )
  user.progress = standing.user
  user.unlocked = standing.unlocked
  const occurredAtInMs = commit.receivedAtInMs
  const userDay = dayInZone(occurredAtInMs, user.record.zone)
  const place = placeCommit({ workspace, user }, commit, { occurredAtInMs, userDay })
  const firstSeq = workspace.lastSeq + 1
  workspace.lastSeq += entries.length
  return entries.map((entry, index) => entryToRow(entry, { place, seq: firstSeq + index }))
}
