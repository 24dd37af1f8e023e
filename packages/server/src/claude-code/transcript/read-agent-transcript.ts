import { statSync } from 'node:fs'
import type { AgentTranscript } from './find-transcripts.ts'
import { readJsonLines } from './read-json-lines.ts'
import type { ReadingCounters } from './reading-counters.ts'
import type { RunFacts } from './run-facts.ts'
import { readRunMeta } from './run-meta.ts'
import { createRunTally } from './run-tally.ts'
import type { ToldEndings } from './told-endings.ts'

export interface AgentFacts {
  readonly facts: RunFacts
  readonly modifiedAtInMs: number
}

interface ReadAgentOptions {
  /** Is told of the agents that this one called. */
  readonly told: ToldEndings
  readonly counters: ReadingCounters
}

/** What the transcript of one agent tells; null if there is nothing of a run in it. Throws if it cannot be read. */
export async function readAgentTranscript(
  { path, metaPath, agentId, sessionId }: AgentTranscript,
  { told, counters }: ReadAgentOptions,
): Promise<AgentFacts | null> {
  const { mtimeMs: modifiedAtInMs } = statSync(path)
  const meta = readRunMeta(metaPath)
  const tally = createRunTally()
  for await (const record of readJsonLines(path, { onSkippedLine: () => (counters.skippedLines += 1) })) {
    tally.add(record)
    told.note(record)
  }
  const counted = tally.read()
  const session = counted?.sessionId ?? sessionId
  if (counted === null || session === null) return null
  return { facts: { ...counted, agentId, sessionId: session, meta }, modifiedAtInMs }
}
