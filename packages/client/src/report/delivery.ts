import { isWithin } from '../is-within.ts'
import { isDestinationOf } from '../spool/destination.ts'
import type { LayeredSpool } from '../spool/layered-spool.ts'
import type { SpoolBatch, SpoolLimits } from '../spool/spool.ts'
import type { ServerSearch } from '../transport/search-server.ts'
import type { Submission, Transport } from '../transport/transport.ts'
import { backoff } from './backoff.ts'
import { createReportEndings, type ReportEndingsParts } from './report-endings.ts'
import { createServerLink, type ServerLinkParts } from './server-link.ts'

export interface DeliveryParts extends ReportEndingsParts, ServerLinkParts {
  readonly spool: LayeredSpool
  readonly openTransport: () => Promise<Transport>
  /** 0..1, to spread retries. */
  readonly random: () => number
  /** Acts later, but keeps no process alive for it; the answer calls it off. */
  readonly startTimer?: (act: () => void, delayInMs: number) => () => void
}

function startUnrefTimer(act: () => void, delayInMs: number): () => void {
  const timer = setTimeout(act, delayInMs).unref()
  return () => clearTimeout(timer)
}

/** Brings spooled reports to the server, one request at a time. */
export interface Delivery {
  /** Whether the last try failed, so that nothing more will be known soon. */
  readonly isAway: boolean
  /** There is a new report. `isUrgent`: somebody waits for its receipt, or it lies in memory alone. */
  wake(options?: { readonly isUrgent: boolean }): void
  /** An answer takes too long: until the next success, receipts do not wait. */
  suspect(): void
  /** Takes over what dead processes left, at the next try. */
  adoptSoon(): void
  /** Tries now, and says whether the spool is empty of what can be sent. Always resolves. */
  drain(): Promise<boolean>
  stop(): void
}

const maxReports = 100
const maxBytes = 900_000
const gatherInMs = 10
/** From one sending to the next while nobody waits: a request costs a host more than all else of the reports in it. */
const paceInMs = 1000
const adoptEveryInMs = 60_000
const noServerWaitInMs = 5_000
const refusedWaitInMs = 30_000
const tooOldWaitInMs = 10 * 60_000

/**
 * idle      -> gathering   a report came: others may follow at once, or soon after those just sent
 * gathering -> sending     the time is over, or a drain
 * sending   -> idle        the spool is empty
 * sending   -> waiting     no server, or it could not take them
 * waiting   -> sending     the time is over, or a drain (unless the server named a time)
 * any       -> stopped
 */
type State = 'idle' | 'gathering' | 'sending' | 'waiting' | 'stopped'

type Accepts = SpoolLimits['accepts']

interface SentBatch {
  readonly batch: SpoolBatch
  readonly reports: readonly unknown[]
  readonly accepts: Accepts
}

type Outcome = 'empty' | { readonly waitInMs: number; readonly isAskedFor: boolean }

export function createDelivery(parts: DeliveryParts): Delivery {
  const { spool, receipts, warn, clock, random, startTimer = startUnrefTimer } = parts
  const link = createServerLink(parts)
  const endings = createReportEndings(parts)
  let state: State = 'idle'
  let cancelTimer = () => {}
  let isUrgent = false
  let sentAtInMs = Number.NEGATIVE_INFINITY
  let newReports = 0 // since the spool was read
  let mustWait = false // the server named a time
  let failures = 0
  let isAway = false
  let epoch: string | null = null
  let adoptedAtInMs = Number.NEGATIVE_INFINITY
  let mayAdoptMore = false
  let mustAdopt = false
  let reportsNow = maxReports
  let running: Promise<boolean> = Promise.resolve(true)

  function schedule(delayInMs: number): void {
    cancelTimer()
    cancelTimer = startTimer(send, delayInMs)
  }

  function send(): Promise<boolean> {
    cancelTimer()
    state = 'sending'
    running = empty().then((outcome) => {
      if (state === 'stopped') return outcome === 'empty'
      isAway = outcome !== 'empty'
      mustWait = outcome !== 'empty' && outcome.isAskedFor
      if (outcome === 'empty') {
        state = 'idle'
        sentAtInMs = clock()
        if (newReports > 0) gather()
        return true
      }
      state = 'waiting'
      receipts.settleAllAsSpooled()
      schedule(outcome.waitInMs)
      return false
    })
    return running
  }

  async function empty(): Promise<Outcome> {
    try {
      for (let isFirst = true; state === 'sending'; isFirst = false) {
        const found = await link.find()
        if (found.kind === 'missing') return reportMissing(found)
        if (found.kind === 'refused') return { waitInMs: refusedWaitInMs, isAskedFor: false }
        const { server } = found
        const accepts: Accepts = (destination) => isDestinationOf(server, destination)
        if (!isWithin(clock(), { sinceInMs: adoptedAtInMs, forInMs: adoptEveryInMs })) {
          adoptedAtInMs = clock()
          mustAdopt = false
          mayAdoptMore = spool.adopt(accepts)
        }
        const came = newReports
        const mayPause = !isFirst && !isUrgent
        newReports = 0
        isUrgent = false
        const limits = { maxReports: reportsNow, maxBytes, accepts }
        let batch = spool.readBatch(limits)
        while (batch === null && mayAdoptMore) {
          mayAdoptMore = spool.adopt(accepts)
          batch = spool.readBatch(limits)
        }
        if (batch === null) break
        if (mayPause && batch.isRest && batch.reports.length <= came) {
          newReports = came // all that is left came while others were sent: they wait for more
          break
        }
        const reports = batch.reports.map((json): unknown => JSON.parse(json))
        const transport = await parts.openTransport()
        const outcome = settle(await transport.submit(server, reports), { batch, reports, accepts })
        if (outcome !== null) return outcome
      }
      return 'empty'
    } catch {
      return wait(null) // nothing of this may reach the host; the reports are still in the spool
    }
  }

  /** Null: go on with the next batch. */
  function settle(submission: Submission, sent: SentBatch): Outcome | null {
    if (state === 'stopped') return null // the spool is let go of; whoever sends these again gets duplicates
    switch (submission.kind) {
      case 'answered':
        acknowledge(submission, sent)
        return null
      case 'refused':
        if (sent.reports.length > 1) {
          reportsNow = Math.ceil(sent.reports.length / 2) // finds the one that is to blame
          return null
        }
        sent.batch.discard()
        reportsNow = maxReports
        endings.reject(sent.reports[0], submission)
        return null
      case 'key-refused':
        link.refuse()
        warn({
          code: 'key-refused',
          message: `The server refuses the key: ${submission.message} Reports are kept.`,
        })
        return { waitInMs: refusedWaitInMs, isAskedFor: false }
      case 'server-too-old':
        warn({
          code: 'server-too-old',
          message: `${submission.message} Reports are kept until the server is updated.`,
        })
        return { waitInMs: tooOldWaitInMs, isAskedFor: false }
      case 'unavailable':
        link.drop()
        return wait(submission.retryAfterInMs)
    }
  }

  function acknowledge(
    { answers, epoch: answeredBy }: Extract<Submission, { kind: 'answered' }>,
    { batch, reports, accepts }: SentBatch,
  ): void {
    failures = 0
    isAway = false
    link.accept()
    reportsNow = maxReports
    batch.acknowledge(answeredBy)
    if (epoch !== answeredBy) {
      epoch = answeredBy
      spool.resendOtherEpochs(answeredBy, accepts)
      mayAdoptMore = true
    }
    reports.forEach((report, index) => {
      const answer = answers[index]
      if (answer !== undefined) endings.conclude(report, answer)
    })
  }

  function reportMissing({ code, message }: Extract<ServerSearch, { kind: 'missing' }>): Outcome {
    if (code !== 'no-server') warn({ code, message: `Reports are kept, not sent: ${message}` })
    failures += 1
    const waitInMs = Math.min(noServerWaitInMs, backoff(failures, { random }))
    return { waitInMs, isAskedFor: false }
  }

  function wait(retryAfterInMs: number | null): Outcome {
    failures += 1
    return { waitInMs: backoff(failures, { random, retryAfterInMs }), isAskedFor: retryAfterInMs !== null }
  }

  function gather(): void {
    state = 'gathering'
    const nowInMs = clock()
    const isPaced = isWithin(nowInMs, { sinceInMs: sentAtInMs, forInMs: paceInMs - gatherInMs })
    schedule(isUrgent ? 0 : isPaced ? sentAtInMs + paceInMs - nowInMs : gatherInMs)
  }

  function wake(options = { isUrgent: false }): void {
    newReports += 1
    const isMoreUrgent = options.isUrgent && !isUrgent
    isUrgent ||= options.isUrgent
    if (state === 'idle' || (state === 'gathering' && isMoreUrgent)) gather()
  }

  return {
    get isAway() {
      return isAway
    },
    wake,
    suspect() {
      isAway = true
      receipts.settleAllAsSpooled()
    },
    adoptSoon() {
      mustAdopt = true
      adoptedAtInMs = Number.NEGATIVE_INFINITY
    },
    async drain() {
      if (state === 'sending') await running
      if (state === 'idle' && !mustAdopt) return true // nor is a server looked for, or made, for nothing
      if (state === 'stopped' || (state === 'waiting' && mustWait)) return false
      return state === 'sending' ? running : send()
    },
    stop() {
      state = 'stopped'
      cancelTimer()
      receipts.settleAllAsSpooled()
    },
  }
}
