import {
  ArenaError,
  type CountedReport,
  dayInZone,
  emptyAgentProgress,
  entryToRow,
  type LedgerReport,
  type LedgerRow,
  limitsOfScores,
  processCorrection,
  rulesByVersion,
} from '@arena/core'
import type { CorrectionCommit } from '../../store.ts'
import type { FoldStep } from './commit-state.ts'
import { placeCommit } from './place-commit.ts'

interface Change {
  /** The report's row, then its corrections. */
  readonly history: readonly [LedgerRow, ...LedgerRow[]]
  readonly held: CountedReport
  /** Null takes the report out. */
  readonly after: LedgerReport | null
}

/**
 * Folds a changed report into its user; gives the correcting row, then what it unlocked. The change counts where and
 * when the report counted, for the team it counted for; an unlock counts when the fact came.
 */
export function appendCorrection(
  { workspace, user, commit, context }: FoldStep<CorrectionCommit>,
  { history, held, after }: Change,
): readonly [LedgerRow, ...LedgerRow[]] {
  const [first] = history
  const key = first.agentKey ?? ''
  const agent = user.agentByKey.get(key)
  const { standing, entries } = processCorrection(
    {
      agent: agent?.progress ?? emptyAgentProgress,
      user: user.progress,
      days: user.days,
      unlocked: user.unlocked,
    },
    { before: held, after, by: commit.by },
    { rules: rulesOfThen(), catalog: context.catalog },
  )
  user.progress = standing.user
  user.unlocked = standing.unlocked
  if (agent) user.agentByKey.set(key, { ...agent, progress: standing.agent })

  const { receivedAtInMs, keyId } = commit
  const { workspaceId, userId, teamId, project, userDay, day, occurredAtInMs } = first
  const about = { agentKey: key, agentName: agent?.name ?? first.agentName, project, keyId }
  const place = { workspaceId, userId, teamId, userDay, day, occurredAtInMs, receivedAtInMs }
  const seq = workspace.lastSeq + 1
  workspace.lastSeq += entries.length

  const [entry, ...unlocks] = entries
  const today = dayInZone(receivedAtInMs, user.record.zone)
  const here = placeCommit({ workspace, user }, commit, { occurredAtInMs: receivedAtInMs, userDay: today })
  return [
    entryToRow(entry, { place, about, seq, refSeq: first.seq, report: entry.report }),
    ...unlocks.map((unlock, index) =>
      entryToRow(unlock, { place: here, about, seq: seq + 1 + index, refSeq: seq }),
    ),
  ]

  function rulesOfThen() {
    const rules = rulesByVersion(first.rules)
    if (!rules)
      throw new ArenaError('internal', `Row ${first.seq} was scored by rules ${first.rules}, unknown here.`)
    const { maxBasePoints, maxBonusPoints } = workspace.record
    const scores = history.flatMap(({ report, breakdown }) =>
      report && breakdown ? [{ report, breakdown }] : [],
    )
    return {
      ...rules,
      limits: limitsOfScores(scores, { basePoints: maxBasePoints, bonusPoints: maxBonusPoints }),
    }
  }
}
