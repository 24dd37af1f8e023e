import { createHash } from 'node:crypto'
import {
  ArenaError,
  batchSchemaVersion,
  canonicalJson,
  type RejectedAnswer,
  type ReportAnswer,
  type ReportBatch,
  rowsToAnswer,
  validateReport,
} from '@arena/core'
import type { Auth } from './authenticate.ts'
import { limitIssues } from './limit-issues.ts'
import type { Recorded } from './recorder.ts'
import type { Services } from './services.ts'
import type { ReportCommit } from './store/store.ts'

interface Submission extends ReportBatch {
  /** Another user of the workspace, for whom the key's user reports. */
  readonly userId?: string | undefined
}

export interface Submitted {
  /** Of the workspace's ledger: when it changes, reports acknowledged before may have to be sent again. */
  readonly epoch: string
  /** In the order of the reports. */
  readonly answers: readonly ReportAnswer[]
}

interface Context {
  readonly auth: Auth
  readonly services: Services
}

const backdateLimitInMs = 30 * 86_400_000

/** Takes reports in: each is scored, known, or rejected by itself. Answers come in the order of the reports. */
export async function submitReports(submission: Submission, { auth, services }: Context): Promise<Submitted> {
  if (submission.schema > batchSchemaVersion) {
    throw new ArenaError(
      'unsupported-schema',
      `This server reads reports of schema ${batchSchemaVersion}, not ${submission.schema}. Update the server.`,
    )
  }
  const userId = await resolveUser(submission, { auth, services })
  const receivedAtInMs = services.deps.clock()
  const checked = submission.reports.map((stated) => checkReport(stated, { auth, userId, receivedAtInMs }))
  const commits = checked.filter((item): item is ReportCommit => 'kind' in item)
  const recorded = commits.length > 0 ? await services.recorder.record(commits) : []
  const epoch = await services.readEpoch(auth.workspaceId)

  let next = 0
  const answers = checked.map((item): ReportAnswer => {
    if (!('kind' in item)) return item
    return answerFor(item, recorded[next++], services)
  })
  return { epoch, answers }
}

async function resolveUser({ userId }: Submission, { auth, services }: Context): Promise<string> {
  if (userId === undefined || userId === auth.userId) return auth.userId
  if (!auth.scopes.includes('report:any-user')) {
    throw new ArenaError('wrong-user', 'The key belongs to another user and lacks the scope report:any-user.')
  }
  const users = await services.deps.store.readUsers(auth.workspaceId)
  if (!users.some(({ id }) => id === userId)) throw new ArenaError('not-found', 'There is no such user.')
  return userId
}

function checkReport(
  stated: unknown,
  { auth, userId, receivedAtInMs }: { auth: Auth; userId: string; receivedAtInMs: number },
): ReportCommit | RejectedAnswer {
  const validated = validateReport(stated, { nowInMs: receivedAtInMs })
  const id = readId(stated)
  if (!validated.ok) {
    const issues = limitIssues(validated.issues)
    const [first] = issues
    const message = first ? `${first.path || 'report'}: ${first.message}` : 'The report is not valid.'
    return { status: 'rejected', id, code: 'invalid-report', message, issues }
  }
  const { report } = validated
  const isOld = Date.parse(report.occurredAt) < receivedAtInMs - backdateLimitInMs
  if (isOld && !auth.scopes.includes('report:backdate')) {
    const message =
      'occurredAt: lies more than 30 days back, for which the key needs the scope report:backdate'
    return { status: 'rejected', id, code: 'backdate-not-allowed', message, issues: [] }
  }
  return {
    kind: 'report',
    workspaceId: auth.workspaceId,
    userId,
    keyId: auth.keyId,
    receivedAtInMs,
    report,
    contentHash: createHash('sha256').update(canonicalJson(stated)).digest('hex'),
  }
}

function answerFor(
  commit: ReportCommit,
  recorded: Recorded | undefined,
  { catalog }: Services,
): ReportAnswer {
  const { id } = commit.report
  if (recorded?.outcome.status === 'conflict') {
    const message = 'was used before for a report with other content'
    const issues = [{ path: 'id', message }]
    return { status: 'rejected', id, code: 'report-conflict', message: `id: ${message}`, issues }
  }
  const [first, ...rest] = recorded?.outcome.rows ?? []
  if (!recorded || !first) throw new Error(`the store gave no row for report ${id}`)
  const isNew = recorded.outcome.status === 'committed'
  return rowsToAnswer([first, ...rest], {
    status: isNew ? 'scored' : 'duplicate',
    rank: isNew ? recorded.rank : null,
    achievementById: new Map(catalog.map((entry) => [entry.id, entry])),
  })
}

function readId(stated: unknown): string | null {
  if (typeof stated !== 'object' || stated === null || !('id' in stated)) return null
  return typeof stated.id === 'string' && stated.id.length <= 100 ? stated.id : null
}
