import { ArenaError, type ReportAnswer, type ReportInput, type StatedAmendment } from '@arena/core'
import type { Logger } from 'pino'
import type { Auth } from '../authenticate.ts'
import type { Clock } from '../deps.ts'
import { sessionToRuns } from './claude-code/session-to-runs.ts'
import { qualityOf, spanReportId, traceToRuns } from './gen-ai/trace-to-runs.ts'
import type { EvaluationFact, SessionFact, SpanFact, TelemetryFact } from './telemetry-fact.ts'
import { createTelemetryGroups, type TelemetryGroup } from './telemetry-groups.ts'
import { openTelemetrySpool } from './telemetry-spool.ts'
import type { ToldRun } from './told-run.ts'

/** Keeps what telemetry tells and turns it into reports once a run is told of in full. */
export interface TelemetryDrainer {
  /** Has made the facts durable when it resolves. Throws `server-busy` when too much waits. */
  take(auth: Auth, facts: readonly TelemetryFact[]): Promise<void>
  /** Reports the runs that are over. */
  drain(): Promise<void>
}

export interface TelemetryDrainerOptions {
  readonly folder: string
  readonly clock: Clock
  readonly logger: Logger
  readonly submit: (reports: readonly ReportInput[], auth: Auth) => Promise<readonly ReportAnswer[]>
  /** Throws `not-found` when there is no such report. */
  readonly amend: (reportId: string, amendment: StatedAmendment, auth: Auth) => Promise<unknown>
  readonly maxFacts?: number
}

/** How long after its last word a run is reported, and how long what came late finds its run. */
interface Patience {
  readonly isOverInMs: number
  readonly isOpenInMs: number
  readonly keptForInMs: number
}

/** Spans reach us children first, in batches of a few seconds. */
const ofTraces: Patience = { isOverInMs: 2000, isOpenInMs: 60_000, keptForInMs: 600_000 }
/** So that services which send all that they trace take little room. */
const ofTracesWithoutAgents: Patience = { ...ofTraces, keptForInMs: 60_000 }
/** Hooks and transcripts know the same runs better, so they get the first word. */
const ofSessions: Patience = { isOverInMs: 20_000, isOpenInMs: 3_600_000, keptForInMs: 3_600_000 }
const reportsInBatch = 100

export function createTelemetryDrainer({
  folder,
  clock,
  logger,
  submit,
  amend,
  maxFacts = 200_000,
}: TelemetryDrainerOptions): TelemetryDrainer {
  const spool = openTelemetrySpool(folder)
  const groups = createTelemetryGroups()
  let loading: Promise<void> | null = null
  let draining: Promise<void> | null = null

  async function load(): Promise<void> {
    const { batches, damaged } = await spool.readAll()
    for (const [name, batch] of batches) groups.add(name, batch)
    if (damaged > 0)
      logger.warn({ damaged }, 'files in the spool of telemetry could not be read; they are gone')
  }

  async function take(auth: Auth, facts: readonly TelemetryFact[]): Promise<void> {
    loading ??= load()
    await loading
    if (facts.length === 0) return
    await makeRoom(facts.length)
    if (groups.factCount + facts.length > maxFacts) {
      throw new ArenaError(
        'server-busy',
        'Too much telemetry waits for the rest of its traces. Try again later.',
      )
    }
    const { workspaceId, userId, keyId, scopes, role, teamId } = auth
    const batch = {
      receivedAtInMs: clock(),
      auth: { workspaceId, userId, keyId, scopes: [...scopes], role, teamId },
      facts: [...facts],
    }
    groups.add(await spool.add(batch), batch)
  }

  /** Lets go of what was reported and is kept only for what may come late. */
  async function makeRoom(count: number): Promise<void> {
    const oldestFirst = [...groups.all()].sort((a, b) => a.lastReceivedAtInMs - b.lastReceivedAtInMs)
    for (const group of oldestFirst) {
      if (groups.factCount + count <= maxFacts) return
      if (toRuns(group.facts).every(({ report }) => group.reported.has(report.id))) await close(group)
    }
  }

  async function drainOnce(): Promise<void> {
    loading ??= load()
    await loading
    for (const group of groups.all()) {
      if (clock() < group.lookAgainAtInMs) continue
      try {
        await drainGroup(group)
      } catch (error) {
        group.lookAgainAtInMs = 0
        if (!ArenaError.is(error) || error.isRetryable) throw error
        logger.warn({ code: error.code }, `telemetry could not be counted: ${error.message}`)
        await drop(group)
      }
    }
  }

  async function close(group: TelemetryGroup): Promise<void> {
    await judgeUnseen(group)
    await drop(group)
  }

  async function drop(group: TelemetryGroup): Promise<void> {
    for (const name of groups.close(group)) await spool.remove(name)
  }

  async function drainGroup(group: TelemetryGroup): Promise<void> {
    const { isOverInMs, isOpenInMs, keptForInMs } = patienceFor(group)
    const { lastReceivedAtInMs, facts } = group
    const factCount = facts.length
    const quietForInMs = clock() - lastReceivedAtInMs
    const patienceInMs = [isOverInMs, isOpenInMs, keptForInMs].find((limit) => quietForInMs < limit)
    group.lookAgainAtInMs = lastReceivedAtInMs + (patienceInMs ?? 0)
    if (quietForInMs < isOverInMs) return
    const due = toRuns(facts).filter(({ report, isOver }) => {
      const isKnown = group.reported.get(report.id) === JSON.stringify(report)
      return !isKnown && (isOver || quietForInMs >= isOpenInMs)
    })
    for (let start = 0; start < due.length; start += reportsInBatch) {
      await reportRuns(due.slice(start, start + reportsInBatch), group)
    }
    if (patienceInMs !== undefined || facts.length > factCount) return
    await close(group)
  }

  async function reportRuns(runs: readonly ToldRun[], { auth, reported }: TelemetryGroup): Promise<void> {
    const reports = runs.map(({ report }) => withJudge(report, auth))
    const answers = await submit(reports, auth)
    for (const [index, report] of reports.entries()) {
      const answer = answers[index]
      // the run was reported before it was judged
      if (answer?.status === 'rejected') {
        if (answer.code === 'report-conflict' && report.quality)
          await judge(report.id ?? '', report.quality, auth)
        else if (answer.code !== 'report-conflict') {
          const { id, code, message } = answer
          logger.warn({ reportId: id, code }, `a run that telemetry tells of was not counted: ${message}`)
        }
      }
    }
    for (const { report } of runs) reported.set(report.id, JSON.stringify(report))
  }

  /** Evaluations that came when the spans of their trace were gone can only mean an agent's own. */
  async function judgeUnseen({ facts, auth }: TelemetryGroup): Promise<void> {
    const spans = new Set(facts.flatMap((fact) => (fact.kind === 'span' ? [fact.spanId] : [])))
    const unseen = facts
      .filter((fact) => fact.kind === 'evaluation')
      .filter(({ spanId }) => !spans.has(spanId))
    for (const spanId of new Set(unseen.map((evaluation) => evaluation.spanId))) {
      const own = unseen.filter((evaluation) => evaluation.spanId === spanId)
      const [first] = own
      const { quality } = qualityOf(own)
      if (!first || !quality) continue
      await judge(spanReportId(first), withSource(quality, auth), auth)
    }
  }

  async function judge(reportId: string, quality: Quality, auth: Auth): Promise<void> {
    try {
      await amend(reportId, { quality }, auth)
    } catch (error) {
      if (!ArenaError.is(error) || error.isRetryable) throw error
      logger.debug({ reportId, code: error.code }, `an evaluation was not counted: ${error.message}`)
    }
  }

  return {
    take,
    async drain() {
      draining ??= drainOnce().finally(() => {
        draining = null
      })
      await draining
    },
  }
}

type Quality = NonNullable<ReportInput['quality']>

/** Evaluations are a model's or a program's word where the key may review, else the sender's own. */
function withSource(quality: Quality, { scopes }: Auth): Quality {
  return { ...quality, source: scopes.includes('review') ? 'model' : 'self' }
}

function withJudge(report: ReportInput, auth: Auth): ReportInput {
  return { ...report, ...(report.quality && { quality: withSource(report.quality, auth) }) }
}

function patienceFor({ facts }: TelemetryGroup): Patience {
  if (facts.some(isOfSession)) return ofSessions
  const tellsOfAgents = facts.some(
    (fact) => fact.kind === 'evaluation' || (isOfTrace(fact) && fact.role !== 'link'),
  )
  return tellsOfAgents ? ofTraces : ofTracesWithoutAgents
}

function toRuns(facts: readonly TelemetryFact[]): ToldRun[] {
  return [...traceToRuns(facts.filter(isOfTrace)), ...sessionToRuns(facts.filter(isOfSession))]
}

function isOfTrace(fact: TelemetryFact): fact is SpanFact | EvaluationFact {
  return 'traceId' in fact
}

function isOfSession(fact: TelemetryFact): fact is SessionFact {
  return 'sessionId' in fact
}
