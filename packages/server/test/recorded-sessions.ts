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
  readonly outcome: Outcome
  readonly outcomeBySource: { readonly transcript: Outcome | null; readonly hooks: Outcome | null }
}

export interface RecordedSession {
  readonly name: string
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

export interface RecordedHook {
  readonly payload: Readonly<Record<string, unknown>>
  readonly receivedAtInMs: number
}

/** The hook payloads of a recorded session, in the order in which they came. */
export function recordedHooks(session: string): RecordedHook[] {
  return readFileSync(new URL(`hooks/${session}.ndjson`, fixtures), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { receivedAt: string; payload: RecordedHook['payload'] })
    .map(({ receivedAt, payload }) => ({ payload, receivedAtInMs: Date.parse(receivedAt) }))
}

/** What Claude Code gave to a status line, text by text. */
export function recordedStatusLines(): string[] {
  return readFileSync(new URL('status-line/l-interactive.statusLine.ndjson', fixtures), 'utf8')
    .trimEnd()
    .split('\n')
}
