import {
  ArenaError,
  batchSchemaVersion,
  type ReportAnswer,
  type ReportBatch,
  rowsToAnswer,
} from '@arena/core'
import type { Auth } from './authenticate.ts'
import { checkReport, isBackdated, type ReportStamp } from './check-report.ts'
import type { RequestLimits } from './rate-limit/rate-limits.ts'
import type { Recorded } from './recorder.ts'
import type { ServerParts } from './server-parts.ts'
import type { ReportCommit } from './store/store.ts'

interface Submission extends ReportBatch {
  /** Another user of the workspace, for whom the key's user reports. */
  readonly userId?: string | undefined
  readonly stamp?: ReportStamp
}

export interface Submitted {
  /** Of the workspace's ledger: when it changes, reports acknowledged before may have to be sent again. */
  readonly epoch: string
  /** In the order of the reports. */
  readonly answers: readonly ReportAnswer[]
}

interface Context {
  readonly auth: Auth
  readonly parts: Pick<ServerParts, 'deps' | 'recorder' | 'metrics' | 'readEpoch' | 'achievementById'>
  readonly limits: RequestLimits
}

/** Takes reports in: each is scored, known, or rejected by itself. Answers come in the order of the reports. */
export async function submitReports(
  submission: Submission,
  { auth, parts, limits }: Context,
): Promise<Submitted> {
  if (submission.schema > batchSchemaVersion) {
    throw new ArenaError(
      'unsupported-schema',
      `This server reads reports of schema ${batchSchemaVersion}, not ${submission.schema}. Update the server.`,
    )
  }
  const userId = await resolveUser(submission, { auth, parts })
  const receivedAtInMs = parts.deps.clock()
  const { reports, stamp } = submission
  parts.recorder.requireRoom(reports.length) // before the work of checking each
  const backdated = reports.filter((stated) => isBackdated(stated, receivedAtInMs)).length
  limits.take(auth.keyId, [
    { quota: 'reports', count: reports.length - backdated },
    { quota: 'backdated', count: backdated },
  ])
  const checked = reports.map((stated) => checkReport(stated, { auth, userId, receivedAtInMs, stamp }))
  const commits = checked.filter((item): item is ReportCommit => 'kind' in item)
  const recorded = commits.length > 0 ? await parts.recorder.record(commits) : []
  const epoch = await parts.readEpoch(auth.workspaceId)

  let next = 0
  const answers = checked.map((item): ReportAnswer => {
    if (!('kind' in item)) return item
    return answerFor(item, recorded[next++], parts)
  })
  parts.metrics.countAnswers(answers)
  return { epoch, answers }
}

async function resolveUser(
  { userId }: Submission,
  { auth, parts }: Omit<Context, 'limits'>,
): Promise<string> {
  if (userId === undefined || userId === auth.userId) return auth.userId
  if (!auth.scopes.includes('report:any-user')) {
    throw new ArenaError('wrong-user', 'The key belongs to another user and lacks the scope report:any-user.')
  }
  const member = await parts.deps.store.readMember({ workspaceId: auth.workspaceId, userId })
  if (!member || member.removedAtInMs !== null) throw new ArenaError('not-found', 'There is no such user.')
  return userId
}

function answerFor(
  commit: ReportCommit,
  recorded: Recorded | undefined,
  { achievementById }: Context['parts'],
): ReportAnswer {
  const { id } = commit.report
  if (recorded?.outcome.status === 'conflict') {
    const message = 'was used before for a report with other content'
    const issues = [{ path: 'id', message }]
    return { status: 'rejected', id, code: 'report-conflict', message: `id: ${message}`, issues }
  }
  const outcome = recorded?.outcome
  const isKnown = outcome?.status === 'committed' || outcome?.status === 'duplicate'
  const [first, ...rest] = isKnown ? outcome.rows : []
  if (!recorded || !first) throw new Error(`the store gave no row for report ${id}`)
  const isNew = recorded.outcome.status === 'committed'
  return rowsToAnswer([first, ...rest], {
    status: isNew ? 'scored' : 'duplicate',
    rank: isNew ? recorded.rank : null,
    achievementById,
  })
}
