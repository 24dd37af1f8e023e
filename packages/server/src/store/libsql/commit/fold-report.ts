import { agentKey, emptyAgentProgress, entryToRow, type LedgerRow, processReport } from '@arena/core'
import type { ReportCommit } from '../../store.ts'
import type { FoldStep } from './commit-state.ts'
import { placeCommit } from './place-commit.ts'

/** Folds one report that was never seen into its user; gives its row, with `report` as told, and what it unlocked. */
export function foldReport(
  { workspace, user, commit, context }: FoldStep<ReportCommit>,
  report: LedgerRow['report'],
): LedgerRow[] {
  const stated = agentKey(commit.report.agent)
  const key = user.keyByAlias.get(stated) ?? stated
  const agent = user.agentByKey.get(key)
  const { maxBasePoints, maxBonusPoints } = workspace.record
  const { standing, entries, userDay } = processReport(
    {
      agent: agent?.progress ?? emptyAgentProgress,
      user: user.progress,
      days: user.days,
      unlocked: user.unlocked,
    },
    commit.report,
    {
      rules: { ...context.rules, limits: { basePoints: maxBasePoints, bonusPoints: maxBonusPoints } },
      catalog: context.catalog,
      zone: user.record.zone,
    },
  )
  const occurredAtInMs = Date.parse(commit.report.occurredAt)
  const name = agent?.name ?? commit.report.agent
  user.progress = standing.user
  user.days = standing.days
  user.unlocked = standing.unlocked
  user.agentByKey.set(key, {
    name,
    progress: standing.agent,
    firstAtInMs: Math.min(occurredAtInMs, agent?.firstAtInMs ?? occurredAtInMs),
    lastAtInMs: Math.max(occurredAtInMs, agent?.lastAtInMs ?? occurredAtInMs),
  })
  const { project = null, id: reportId } = commit.report
  const place = placeCommit({ workspace, user }, commit, { occurredAtInMs, userDay })
  const about = { agentKey: key, agentName: name, project, keyId: commit.keyId }
  const identity = { reportId, contentHash: commit.contentHash }
  const firstSeq = workspace.lastSeq + 1
  workspace.lastSeq += entries.length
  const [first, ...unlocks] = entries
  return [
    entryToRow(first, { place, about, seq: firstSeq, identity, report }),
    ...unlocks.map((unlock, index) =>
      entryToRow(unlock, { place, about, seq: firstSeq + 1 + index, refSeq: firstSeq }),
    ),
  ]
}
