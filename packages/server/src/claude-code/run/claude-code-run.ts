import type { Outcome } from '@arena/core'
import type { ProvenWork } from '../transcript/evidence-tally.ts'

export interface RunTokens {
  readonly input: number
  readonly output: number
  readonly cacheCreation: number
  readonly cacheRead: number
}

/** One run of a Claude Code sub-agent, as its transcripts and hooks tell it. Instants are ISO 8601 in UTC. */
export interface ClaudeCodeRun {
  readonly sessionId: string
  readonly agentId: string
  readonly agentType: string
  readonly startedAt: string
  /** Null when nothing tells that the run ended. */
  readonly endedAt: string | null
  readonly lastSeenAt: string
  /** The sum over activations: an agent continued later is one run. Null when the run is not known to have ended. */
  readonly durationInMs: number | null
  /** Null when no transcript was there to count them. */
  readonly toolCalls: number | null
  /** Summed over all API requests of this run alone; null like `toolCalls`. */
  readonly tokens: RunTokens | null
  readonly model: string | null
  readonly cwd: string | null
  readonly project: string | null
  readonly parentAgentId: string | null
  readonly toolUseId: string | null
  readonly outcome: Outcome
  /** Whether the run is over: somebody said so, or nothing was written to it for long. */
  readonly isClosed: boolean
  /** Whether output tokens are far too low, because the version that wrote them kept placeholders. */
  readonly isEstimated: boolean
  readonly provenWork: ProvenWork
  /** Hash of the agent's definition, where it is known as it was when the run began. */
  readonly agentVersion: string | null
}
