import type { RunTokens } from '../run/claude-code-run.ts'
import type { Activity } from './activation-clock.ts'
import type { ProvenWork } from './evidence-tally.ts'
import type { RunMeta } from './run-meta.ts'

/** What one transcript and its sidecar tell of a run, before others are asked how it ended. */
export interface RunFacts {
  readonly agentId: string
  readonly sessionId: string
  readonly meta: RunMeta
  readonly activity: Activity
  /** The time of the last record of any kind. */
  readonly lastWrittenAtInMs: number
  readonly toolCalls: number
  readonly tokens: RunTokens
  readonly isEstimated: boolean
  readonly provenWork: ProvenWork
  readonly model: string | null
  readonly cwd: string | null
  /** The agent's name as its own records give it; newer versions only. */
  readonly attributedTo: string | null
}
