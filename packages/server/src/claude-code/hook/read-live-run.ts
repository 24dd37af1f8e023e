import type { Outcome } from '@arena/core'
import { isoTime, isoTimeOrNull } from '../../iso-time.ts'
import { createAgentVersions } from '../run/agent-definition.ts'
import type { ClaudeCodeRun } from '../run/claude-code-run.ts'
import { concludeRun } from '../run/conclude-run.ts'
import { projectOfCwd } from '../run/project-of-cwd.ts'
import { readTranscript } from '../transcript/read-transcript.ts'
import { createToldEndings } from '../transcript/told-endings.ts'
import type { HookRun } from './hook-run.ts'

export interface LiveRun {
  /** Null if nothing names the agent. */
  readonly run: ClaudeCodeRun | null
  /** Whether the transcript lacks an end that the hooks told of: Claude Code writes it a moment later. */
  readonly isTranscriptBehind: boolean
}

interface ReadLiveRunOptions {
  readonly nowInMs: number
  readonly quietForInMs: number
}

/** A run as hooks and transcript together tell it: numbers are the transcript's, and of the end the surer word counts. */
export async function readLiveRun(hooks: HookRun, options: ReadLiveRunOptions): Promise<LiveRun> {
  const read = await readRun(hooks, options)
  if (read === null) {
    return { run: runOfHooks(hooks), isTranscriptBehind: hooks.transcriptPath !== null }
  }
  const outcome = read.outcome === 'unknown' ? (hooks.outcome ?? 'unknown') : read.outcome
  const isEndMissing = read.endedAt === null && hooks.endedAtInMs !== null
  const agentVersion = createAgentVersions(configFolderOf(hooks.transcriptPath ?? ''))
  const run: ClaudeCodeRun = {
    ...read,
    agentVersion: await agentVersion({ ...read, startedAtInMs: Date.parse(read.startedAt) }),
    outcome,
    parentAgentId: read.parentAgentId ?? hooks.parentAgentId,
    ...(isEndMissing && { endedAt: isoTimeOrNull(hooks.endedAtInMs), durationInMs: hooks.activeInMs }),
  }
  return { run, isTranscriptBehind: isBehind(hooks, read) }
}

async function readRun(hooks: HookRun, options: ReadLiveRunOptions): Promise<ClaudeCodeRun | null> {
  const { transcriptPath: path, agentId, sessionId } = hooks
  if (path === null) return null
  const findings = await readTranscript({ path, agentId, sessionId })
  const [facts] = findings.runs
  if (facts === undefined) return null // not yet written, or removed
  const told = createToldEndings()
  told.add(findings.told)
  for (const each of hooks.told) told.noteTold(each)
  const agentType = facts.meta.agentType ?? hooks.agentType
  return concludeRun({ ...facts, meta: { ...facts.meta, agentType } }, { told, ...options })
}

/** The folder in which `projects` lies. */
function configFolderOf(transcriptPath: string): string {
  const at = transcriptPath.replaceAll('\\', '/').lastIndexOf('/projects/')
  return at < 0 ? transcriptPath : transcriptPath.slice(0, at)
}

function isBehind({ outcome, endedAtInMs }: HookRun, read: ClaudeCodeRun): boolean {
  const isOtherEnd = (outcome === 'success' || outcome === 'failure') && read.outcome !== outcome
  return endedAtInMs !== null && (read.endedAt === null || isOtherEnd)
}

function runOfHooks(hooks: HookRun): ClaudeCodeRun | null {
  const { agentType, cwd, endedAtInMs } = hooks
  if (agentType === null) return null
  const outcome: Outcome = hooks.outcome ?? 'unknown'
  return {
    sessionId: hooks.sessionId,
    agentId: hooks.agentId,
    agentType,
    startedAt: isoTime(hooks.startedAtInMs),
    endedAt: isoTimeOrNull(endedAtInMs),
    lastSeenAt: isoTime(hooks.lastToldAtInMs),
    durationInMs: hooks.activeInMs,
    toolCalls: hooks.toolCalls,
    tokens: null,
    model: hooks.model,
    cwd,
    project: cwd === null ? null : projectOfCwd(cwd),
    parentAgentId: hooks.parentAgentId,
    toolUseId: hooks.toolUseId,
    outcome,
    isClosed: hooks.isOver,
    isEstimated: false,
    provenWork: { mendedTestCommands: 0, commits: [] },
    agentVersion: null,
  }
}
