import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { createAgentVersions } from '../run/agent-definition.ts'
import type { ClaudeCodeRun } from '../run/claude-code-run.ts'
import { concludeRun } from '../run/conclude-run.ts'
import { dropCopiedRuns, type SeenRun } from '../run/drop-copied-runs.ts'
import { findTranscripts, type ProjectTranscripts } from './find-transcripts.ts'
import { createInlineRuns } from './inline-runs.ts'
import { type AgentFacts, readAgentTranscript } from './read-agent-transcript.ts'
import { readJsonLines } from './read-json-lines.ts'
import { emptyReadingCounters, type ReadingCounters } from './reading-counters.ts'
import { createToldEndings, type ToldEndings } from './told-endings.ts'

export interface ReadClaudeCodeRunsOptions {
  readonly nowInMs: number
  /** A run to which nothing was written for so long is closed. */
  readonly quietForInMs?: number
  /** Where the user's own agents are defined; the folder around that of the projects if not given. */
  readonly configFolder?: string
  /** Counted up in place. */
  readonly counters?: ReadingCounters
  /** Called after each transcript; all are read before the first run comes. */
  readonly onTranscript?: (progress: { readonly read: number; readonly total: number }) => void
}

const hourInMs = 3_600_000

/**
 * The closed runs of all sub-agents under a projects folder, in order of their start, each once.
 * Rejects with an ArenaError if the folder is missing or no such folder; damaged files are counted, not thrown.
 */
export async function* readClaudeCodeRuns(
  folder: string,
  {
    nowInMs,
    quietForInMs = hourInMs,
    counters = emptyReadingCounters(),
    onTranscript,
    configFolder = dirname(resolve(folder)),
  }: ReadClaudeCodeRunsOptions,
): AsyncGenerator<ClaudeCodeRun> {
  const projects = await findTranscripts(folder)
  const total = projects.reduce((sum, { sessions, agents }) => sum + sessions.length + agents.length, 0)
  const countTranscript = () => {
    counters.transcripts += 1
    onTranscript?.({ read: counters.transcripts, total })
  }
  const seen: SeenRun[] = []
  for (const project of projects) {
    const told = createToldEndings()
    const found = await readProject(project, { told, counters, countTranscript })
    for (const { facts, modifiedAtInMs } of found) {
      const run = concludeRun(facts, { told, nowInMs, quietForInMs })
      if (run === null) counters.unnamedRuns += 1
      else seen.push({ run, modifiedAtInMs })
    }
  }
  const runs = dropCopiedRuns(seen)
  counters.copiedRuns += seen.length - runs.length
  const agentVersion = createAgentVersions(configFolder)
  for (const run of runs) {
    const startedAtInMs = Date.parse(run.startedAt)
    if (run.isClosed) yield { ...run, agentVersion: await agentVersion({ ...run, startedAtInMs }) }
    else counters.openRuns += 1
  }
}

interface ReadProjectOptions {
  readonly told: ToldEndings
  readonly counters: ReadingCounters
  readonly countTranscript: () => void
}

/** Agents call agents too, so every transcript is asked what it tells of others before any run is concluded. */
async function readProject(
  { sessions, agents }: ProjectTranscripts,
  { told, counters, countTranscript }: ReadProjectOptions,
): Promise<AgentFacts[]> {
  const found: AgentFacts[] = []
  for (const path of sessions) {
    found.push(...((await survive(counters, () => readSession(path, told, counters))) ?? []))
    countTranscript()
  }
  for (const transcript of agents) {
    const facts = await survive(counters, () => readAgentTranscript(transcript, { told, counters }))
    if (facts) found.push(facts)
    countTranscript()
  }
  return found
}

async function readSession(
  path: string,
  told: ToldEndings,
  counters: ReadingCounters,
): Promise<AgentFacts[]> {
  const { mtimeMs: modifiedAtInMs } = statSync(path)
  const inline = createInlineRuns()
  for await (const record of readJsonLines(path, { onSkippedLine: () => (counters.skippedLines += 1) })) {
    told.note(record)
    inline.add(record)
  }
  return inline.read().map((facts) => ({ facts, modifiedAtInMs }))
}

async function survive<T>(counters: ReadingCounters, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch {
    counters.unreadableTranscripts += 1 // removed or locked meanwhile; the others are still worth reading
    return null
  }
}
