import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '@arena/core'

export interface RecordedRun {
  readonly sessionId: string
  readonly session: string
  readonly agentId: string
  readonly agentType: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly lastSeenAt: string
  readonly durationInMs: number | null
  readonly toolCalls: number
  readonly tokens: {
    readonly input: number
    readonly output: number
    readonly cacheCreation: number
    readonly cacheRead: number
  }
  readonly toolUseId: string
  readonly parentAgentId: string | null
  readonly outcomeBySource: { readonly transcript: Outcome | null }
}

export interface RecordedSession {
  readonly sessionId: string
  readonly project: string
}

interface Expected {
  readonly sessions: readonly RecordedSession[]
  readonly runs: readonly RecordedRun[]
}

const fixtures = new URL('../../../fixtures/claude-code/', import.meta.url)

/** The projects folder of the recordings. */
export const recordedProjects = fileURLToPath(new URL('projects', fixtures))

/** What a correct importer finds in the recordings. */
export const recorded = JSON.parse(readFileSync(new URL('expected.json', fixtures), 'utf8')) as Expected

/** An hour and more after the last recording, so that every run is closed. */
export const longAfterInMs = Date.parse('2026-12-01T00:00:00Z')
