import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { dayInMs, type ReportAnswer, type ReportInput } from '@arena/core'
import type { Logger } from 'pino'
import { agentTypeToName } from '../run/agent-type-to-name.ts'
import { runToReport } from '../run/run-to-report.ts'
import { collectPayloads } from './collect-payloads.ts'
import type { HookFact } from './hook-fact.ts'
import { foldHookFacts, type HookRun } from './hook-run.ts'
import { readLiveRun } from './read-live-run.ts'
import { openSessionFacts, type SessionFacts } from './session-facts.ts'

/** Turns what hooks drop into reports. */
export interface HookDrainer {
  /** Takes in all that lies there now and reports what is over. To be called by one at a time. */
  drain(): Promise<void>
  /** The agent last started of those at work, by session. */
  readonly working: ReadonlyMap<string, string>
  /** Lets a `drain` that is under way end early. */
  stop(): void
}

export interface HookDrainerOptions {
  /** Of the owner's files, such as ~/.arena. */
  readonly home: string
  readonly clock: () => number
  readonly logger: Logger
  readonly submit: (reports: readonly ReportInput[]) => Promise<readonly ReportAnswer[]>
}

/** From the last word of a run to its report, so that the transcript is written by then. */
const settleInMs = 1000
/** For the end that the agent itself told of: a stop hook may still send it back to work. */
const ownEndSettlesInMs = 10_000
/** How long a transcript may lag behind the hooks before the report is made without it. */
const transcriptPatienceInMs = 10_000
/** A run of which nobody tells anything for so long is over. */
const quietForInMs = 3_600_000
/** For runs that stay open; else facts live on for `quietForInMs`, since an agent can be sent another message. */
const factsLiveInMs = 7 * dayInMs
const reportsInBatch = 100

export function createHookDrainer({ home, clock, logger, submit }: HookDrainerOptions): HookDrainer {
  const folder = join(home, 'spool', 'hooks')
  const sessions = openSessionFacts(join(folder, 'pending'))
  const working = new Map<string, string>()
  let isStopped = false
  let unreadable = 0

  /** Only saves reading what can't have changed. */
  const lookAgainAtInMs = new Map<string, number>()

  async function keep(fact: HookFact): Promise<void> {
    lookAgainAtInMs.delete(await sessions.add(fact))
  }

  async function drain(): Promise<void> {
    const collected = await collectPayloads(folder, { nowInMs: clock(), keep })
    const { dropped, damaged } = collected
    if (collected.unreadable > unreadable)
      logger.warn(
        { unreadable: collected.unreadable, folder },
        'files in the spool of hooks cannot be read; they stay',
      )
    unreadable = collected.unreadable
    if (dropped > 0) logger.warn({ dropped }, 'hooks of Claude Code had to drop events: the spool was full')
    if (damaged > 0) logger.warn({ damaged }, 'files in the spool of hooks held no payload; they are gone')
    for (const name of await sessions.names()) {
      if (isStopped) return
      if (clock() >= (lookAgainAtInMs.get(name) ?? 0)) await reportSession(await sessions.read(name))
    }
  }

  async function reportSession(session: SessionFacts): Promise<void> {
    const nowInMs = clock()
    const runs = foldHookFacts(session.facts)
    noteWorking(session, runs)
    const open = runs.filter((run) => run.facts > (session.reportedFacts.get(run.agentId) ?? 0))
    const due: { readonly run: HookRun; readonly report: ReportInput | null }[] = []
    for (const run of open) {
      if (!isDue(run, nowInMs) || due.length === reportsInBatch) continue
      const live = await readLiveRun(run, { nowInMs, quietForInMs })
      const isPatient = nowInMs - run.lastToldAtInMs < transcriptPatienceInMs
      if (live.isTranscriptBehind && isPatient) continue
      due.push({ run, report: live.run && runToReport(live.run) })
    }
    const reports = due.flatMap(({ report }) => (report === null ? [] : [report]))
    if (reports.length > 0) for (const answer of await submit(reports)) tell(answer)
    for (const { run } of due) {
      await sessions.markReported(session.name, { agentId: run.agentId, facts: run.facts })
    }
    const isOpen = open.length > due.length
    const lastInMs = Math.max(0, ...session.facts.map(({ atInMs }) => atInMs))
    const keptUntilInMs = lastInMs + (isOpen ? factsLiveInMs : quietForInMs)
    if (nowInMs >= keptUntilInMs) await sessions.remove(session.name)
    lookAgainAtInMs.set(session.name, isOpen ? nowInMs + settleInMs : keptUntilInMs)
  }

  function noteWorking({ name, facts }: SessionFacts, runs: readonly HookRun[]): void {
    const atWork = runs.filter(({ outcome, agentType }) => outcome === null && agentType !== null)
    const [last] = atWork.sort((a, b) => b.startedAtInMs - a.startedAtInMs)
    const sessionId = facts[0]?.sessionId ?? name
    if (last?.agentType) working.set(sessionId, agentTypeToName(last.agentType))
    else working.delete(sessionId)
  }

  function tell(answer: ReportAnswer): void {
    if (answer.status !== 'rejected' || answer.code === 'report-conflict') return // else an import came first
    const { id, code, message } = answer
    logger.warn({ reportId: id, code }, `a run of Claude Code was not counted: ${message}`)
  }

  chmod(folder, 0o700).catch(() => undefined) // not there until the first hook

  return {
    drain,
    working,
    stop() {
      isStopped = true
    },
  }
}

function isDue({ isOver, outcome, lastToldAtInMs }: HookRun, nowInMs: number): boolean {
  const silentForInMs = nowInMs - lastToldAtInMs
  if (isOver) return silentForInMs >= settleInMs
  return silentForInMs >= (outcome === null ? quietForInMs : ownEndSettlesInMs)
}
