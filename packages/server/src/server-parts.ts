import type { Achievement } from '@arena/core'
import type { Authenticator } from './authenticate.ts'
import type { Deps } from './deps.ts'
import type { EpochReader } from './epoch-reader.ts'
import type { ServerMetrics } from './metrics/server-metrics.ts'
import type { CommitListeners } from './publish-commits.ts'
import type { RateLimits } from './rate-limit/rate-limits.ts'
import type { Recorder } from './recorder.ts'
import type { TelemetryDrainer } from './telemetry/telemetry-drainer.ts'
import type { Feed } from './update/feed.ts'

/** What procedures work with. */
export interface ServerParts {
  readonly deps: Deps
  readonly authenticator: Authenticator
  readonly rateLimits: RateLimits
  readonly metrics: ServerMetrics
  readonly recorder: Recorder
  readonly feed: Feed
  readonly onCommitted: CommitListeners
  readonly telemetry: TelemetryDrainer
  readonly readEpoch: EpochReader
  /** To be awaited before the first report of a workspace made while the server runs. */
  prepareWorkspace(workspaceId: string): Promise<void>
  readonly catalog: readonly Achievement[]
  readonly achievementById: ReadonlyMap<string, Achievement>
}
