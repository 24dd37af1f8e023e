import { setTimeout as wait } from 'node:timers/promises'
import { achievementCatalog, batchSchemaVersion } from '@arena/core'
import { createAuthenticator } from './authenticate.ts'
import { createWeekBoard } from './board/week-board.ts'
import { correctReport } from './correct-report.ts'
import type { Deps } from './deps.ts'
import { createEpochReader } from './epoch-reader.ts'
import { grantQuietly } from './grant-quietly.ts'
import { createServerMetrics } from './metrics/server-metrics.ts'
import { createProjector } from './projector.ts'
import { type CommitListeners, createPublish } from './publish-commits.ts'
import { createRateLimits, noLimits, noRates, type RateSettings } from './rate-limit/rate-limits.ts'
import { createRecorder } from './recorder.ts'
import type { ServerParts } from './server-parts.ts'
import { submitReports } from './submit-reports.ts'
import { createTelemetryDrainer } from './telemetry/telemetry-drainer.ts'
import type { LiveBoard } from './update/board-pages.ts'
import { createFeed } from './update/feed.ts'
import type { StreamLimits } from './update/open-streams.ts'
import { readLiveBoard } from './update/read-live-board.ts'

export interface RunningServerParts extends ServerParts {
  /** Ends streams at once, and resolves when all reports taken are durable. The store stays open. */
  stop(): Promise<void>
}

const longestLoadInMs = 300

export interface PartsOptions {
  /** Where telemetry waits for the end of its runs. */
  readonly telemetryFolder: string
  readonly rates?: RateSettings
  readonly streams?: Partial<StreamLimits>
}

/** Puts the parts around a store together and brings its workspaces up to date. */
export async function createServerParts(
  deps: Deps,
  { telemetryFolder, rates = noRates, streams = {} }: PartsOptions,
): Promise<RunningServerParts> {
  const { store, clock, logger } = deps
  const metrics = createServerMetrics()
  const catalog = achievementCatalog
  const achievementById = new Map(catalog.map((entry) => [entry.id, entry]))
  const weekBoard = createWeekBoard({ store, clock })
  const readBoard = (board: LiveBoard) => readLiveBoard(board, deps)
  const feed = createFeed({ store, achievementById, readBoard, ...streams })
  const projector = createProjector(deps, { onAdvanced: feed.wakeBoards })
  const onCommitted: CommitListeners = new Set()
  const publish = createPublish({ weekBoard, feed, projector, onCommitted })
  const recorder = createRecorder({
    ...{ store, clock, logger, publish, random: Math.random },
    onCommit: metrics.observeCommit,
  })
  const authenticator = createAuthenticator({ store, clock })

  async function prepareWorkspace(workspaceId: string): Promise<void> {
    await grantQuietly(workspaceId, deps)
    // a board of a million goes on loading while the server serves; until then receipts have no rank
    await Promise.race([weekBoard.prepare(workspaceId), wait(longestLoadInMs, null, { ref: false })])
    projector.wake(workspaceId)
  }

  for (const { id } of await store.readWorkspaces()) await prepareWorkspace(id)
  const telemetry = createTelemetryDrainer({
    ...{ folder: telemetryFolder, clock, logger },
    async submit(reports, auth) {
      const submission = { schema: batchSchemaVersion, reports: [...reports] }
      return (await submitReports(submission, { auth, parts, limits: noLimits })).answers
    },
    amend: (reportId, amendment, auth) =>
      correctReport({ reportId, amendment }, { auth, parts, limits: noLimits }),
  })
  const parts: RunningServerParts = {
    deps,
    catalog,
    achievementById,
    authenticator,
    rateLimits: createRateLimits(rates, clock),
    metrics,
    recorder,
    feed,
    onCommitted,
    telemetry,
    readEpoch: createEpochReader(store),
    prepareWorkspace,
    async stop() {
      feed.close()
      await recorder.drain()
      await projector.stop()
    },
  }
  return parts
}
