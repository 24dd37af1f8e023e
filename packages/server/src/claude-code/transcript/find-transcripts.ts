import { type Dirent, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ArenaError } from '@arena/core'
import { emptyReadingCounters, type ReadingCounters } from './reading-counters.ts'

/** The transcript of one sub-agent. */
export interface AgentTranscript {
  readonly path: string
  readonly agentId: string
  /** The session in whose folder the transcript lies; null in the older, flat layout. */
  readonly sessionId: string | null
}

/** The transcripts in one project's folder, each list sorted by path. */
export interface ProjectTranscripts {
  readonly folder: string
  readonly sessions: readonly string[]
  readonly agents: readonly AgentTranscript[]
}

const agentFile = /^agent-(.+)\.jsonl$/
const compactionHelper = 'acompact-'
const sessionFile = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.jsonl$/i

/**
 * Lists the transcripts under a projects folder, or under the folder of one project.
 * Rejects with an ArenaError if the folder is missing, is no folder, or holds anything but transcripts.
 * Folders below it that cannot be read are counted, in place.
 */
export async function findTranscripts(
  folder: string,
  counters: ReadingCounters = emptyReadingCounters(),
): Promise<ProjectTranscripts[]> {
  const entries = listProjectsFolder(folder)
  const folders = isProject(entries)
    ? [folder]
    : entries
        .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
        .map((entry) => join(folder, entry.name))
  const projects: ProjectTranscripts[] = []
  for (const project of folders.sort()) {
    await nextTurn() // others get theirs; a folder takes a few milliseconds
    const found = findProjectTranscripts(project, counters)
    if (found.sessions.length + found.agents.length > 0) projects.push(found)
  }
  if (projects.length === 0 && entries.length > 0 && counters.unreadableFolders === 0) {
    throw new ArenaError(
      'not-found',
      `${folder} holds no Claude Code transcripts. Name the folder of the projects, usually ~/.claude/projects.`,
    )
  }
  return projects
}

function listProjectsFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT') throw new ArenaError('not-found', `There is no folder ${folder}.`, { cause })
    if (code === 'ENOTDIR') throw new ArenaError('invalid-input', `${folder} is not a folder.`, { cause })
    throw new ArenaError('invalid-input', `The folder ${folder} cannot be read.`, { cause })
  }
}

function isProject(entries: readonly Dirent[]): boolean {
  return entries.some(({ name }) => sessionFile.test(name) || agentFile.test(name))
}

function findProjectTranscripts(folder: string, counters: ReadingCounters): ProjectTranscripts {
  const sessions: string[] = []
  const agents: AgentTranscript[] = []
  for (const entry of listOrNothing(folder, counters)) {
    const path = folder + sep + entry.name
    if (entry.isDirectory()) {
      agents.push(...findAgents(`${path}${sep}subagents`, { sessionId: entry.name, counters }))
    } else if (agentFile.test(entry.name)) {
      agents.push(...agentTranscript(path, null))
    } else if (entry.isFile() && entry.name.endsWith('.jsonl')) {
      sessions.push(path)
    }
  }
  return { folder, sessions: sessions.sort(), agents: agents.sort(byPath) }
}

interface OfSession {
  readonly sessionId: string
  readonly counters: ReadingCounters
}

function findAgents(folder: string, ofSession: OfSession): AgentTranscript[] {
  const { sessionId, counters } = ofSession
  const agents: AgentTranscript[] = []
  for (const entry of listOrNothing(folder, counters)) {
    const path = folder + sep + entry.name
    if (entry.isDirectory()) agents.push(...findAgents(path, ofSession))
    else if (entry.isFile()) agents.push(...agentTranscript(path, sessionId))
  }
  return agents
}

function agentTranscript(path: string, sessionId: string | null): AgentTranscript[] {
  const agentId = agentFile.exec(path.slice(path.lastIndexOf(sep) + 1))?.[1]
  if (agentId === undefined || agentId.startsWith(compactionHelper)) return []
  return [{ path, agentId, sessionId }]
}

/** Claude Code removes old sessions at any time, also between two of our reads. */
function listOrNothing(folder: string, counters: ReadingCounters): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (cause) {
    const code = codeOf(cause)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') counters.unreadableFolders += 1
    return []
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}

function byPath(a: AgentTranscript, b: AgentTranscript): number {
  return a.path < b.path ? -1 : 1
}
