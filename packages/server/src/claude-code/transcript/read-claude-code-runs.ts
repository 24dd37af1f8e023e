import { dirname, resolve } from 'node:path'
import { createAgentVersions } from '../run/agent-definition.ts'
import type { ClaudeCodeRun } from '../run/claude-code-run.ts'
import { concludeRun } from '../run/conclude-run.ts'
import { dropCopiedRuns, type SeenRun } from '../run/drop-copied-runs.ts'
import { findTranscripts, type ProjectTranscripts } from './find-transcripts.ts'
import type { Transcript } from './read-transcript.ts'
import { readTranscripts } from './read-transcripts.ts'
import { emptyReadingCounters, type ReadingCounters } from './reading-counters.ts'
import { createToldEndings } from './told-endings.ts'

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
 * Rejects with an ArenaError if the folder is missing or no such folder; files and folders
 * that are damaged or cannot be read are counted, not thrown.
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
  const projects = await findTranscripts(folder, counters)
  const transcripts = projects.flatMap(transcriptsOf)
  const countTranscript = () => {
    counters.transcripts += 1
    onTranscript?.({ read: counters.transcripts, total: transcripts.length })
  }
  const findings = await readTranscripts(transcripts, { onTranscript: countTranscript })
  for (const { skippedLines, isUnreadable } of findings) {
    counters.skippedLines += skippedLines
    if (isUnreadable) counters.unreadableTranscripts += 1
  }
  const seen: SeenRun[] = []
  let start = 0
  for (const project of projects) {
    const end = start + project.sessions.length + project.agents.length
    const ofProject = findings.slice(start, end)
    start = end
    // Agents call agents too, so every transcript is asked what it tells of others before any run is concluded.
    const told = createToldEndings()
    for (const each of ofProject) told.add(each.told)
    for (const { runs, modifiedAtInMs } of ofProject) {
      for (const facts of runs) {
        const run = concludeRun(facts, { told, nowInMs, quietForInMs })
        if (run === null) counters.unnamedRuns += 1
        else seen.push({ run, modifiedAtInMs })
      }
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

function transcriptsOf({ sessions, agents }: ProjectTranscripts): Transcript[] {
  return [...sessions.map((path) => ({ path, agentId: null })), ...agents]
}
