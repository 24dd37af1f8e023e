import { mkdirSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recorded, recordedProjects } from '../../../test/recorded-sessions.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { findTranscripts } from './find-transcripts.ts'
import { emptyReadingCounters } from './reading-counters.ts'

const session = '7b5c6305-887a-4550-91c6-afff10481358'

describe('findTranscripts', () => {
  it('finds every recorded session and agent', async () => {
    const projects = await findTranscripts(recordedProjects)
    const sessions = projects.flatMap((project) => project.sessions)
    const agents = projects.flatMap((project) => project.agents)
    expect(sessions).toHaveLength(recorded.sessions.length)
    expect(agents.map((agent) => `${agent.sessionId} ${agent.agentId}`).sort()).toEqual(
      recorded.runs.map((run) => `${run.sessionId} ${run.agentId}`).sort(),
    )
  })

  it('knows the layouts of agents, workflows and older versions, and no helpers', async () => {
    using folder = createTemporaryFolder()
    folder.write(`-p/${session}.jsonl`, '')
    folder.write(`-p/${session}/subagents/agent-a1.jsonl`, '')
    folder.write(`-p/${session}/subagents/agent-a1.meta.json`, '{}')
    folder.write(`-p/${session}/subagents/agent-acompact-1.jsonl`, '')
    folder.write(`-p/${session}/subagents/workflows/wf_1/agent-a2.jsonl`, '')
    folder.write(`-p/${session}/subagents/workflows/wf_1/journal.jsonl`, '')
    folder.write(`-p/${session}/tool-results/agent-a9.jsonl`, '')
    folder.write('-p/agent-a3.jsonl', '')
    folder.write('-p/notes.txt', '')
    const [project] = await findTranscripts(folder.path)
    expect(project?.sessions.map((path) => relative(folder.path, path))).toEqual([`-p/${session}.jsonl`])
    const agents = project?.agents.map(({ agentId, sessionId }) => ({ agentId, sessionId }))
    expect(agents).toHaveLength(3)
    expect(agents).toContainEqual({ agentId: 'a1', sessionId: session })
    expect(agents).toContainEqual({ agentId: 'a2', sessionId: session })
    expect(agents).toContainEqual({ agentId: 'a3', sessionId: null })
  })

  it('takes the folder of one project as well', async () => {
    using folder = createTemporaryFolder()
    folder.write(`${session}.jsonl`, '')
    folder.write(`${session}/subagents/agent-a1.jsonl`, '')
    const projects = await findTranscripts(folder.path)
    expect(projects.map(({ sessions, agents }) => [sessions.length, agents.length])).toEqual([[1, 1]])
  })

  it('finds nothing in an empty folder', async () => {
    using folder = createTemporaryFolder()
    expect(await findTranscripts(folder.path)).toEqual([])
  })

  it('counts folders that cannot be read, and finds the others', async () => {
    using folder = createTemporaryFolder()
    folder.write(`-p/${session}.jsonl`, '')
    mkdirSync(join(folder.path, '-p', session))
    linkToItself(join(folder.path, '-p', session, 'subagents'))
    linkToItself(join(folder.path, '-q'))
    const counters = emptyReadingCounters()
    const projects = await findTranscripts(folder.path, counters)
    expect(projects.map(({ sessions }) => sessions.length)).toEqual([1])
    expect(counters.unreadableFolders).toBe(2)
  })

  it('does not say that there are no transcripts where a folder cannot be read', async () => {
    using folder = createTemporaryFolder()
    linkToItself(join(folder.path, '-p'))
    expect(await findTranscripts(folder.path)).toEqual([])
  })

  it('counts no folder that is gone, or is none', async () => {
    using folder = createTemporaryFolder()
    const file = folder.write(`-p/${session}.jsonl`, '')
    mkdirSync(join(folder.path, '-p', session))
    symlinkSync(file, join(folder.path, '-file'))
    symlinkSync(join(folder.path, 'nowhere'), join(folder.path, '-gone'))
    const counters = emptyReadingCounters()
    await findTranscripts(folder.path, counters)
    expect(counters.unreadableFolders).toBe(0)
  })

  it('names a folder that is missing, is a file, or holds something else', async () => {
    using folder = createTemporaryFolder()
    const file = folder.write('other/history.jsonl', '{}')
    await expect(findTranscripts(`${folder.path}/nowhere`)).rejects.toMatchObject({ code: 'not-found' })
    await expect(findTranscripts(file)).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(findTranscripts(`${folder.path}/other`)).rejects.toMatchObject({ code: 'not-found' })
  })
})

/** Cannot be read by anyone: unlike a mode, that holds for root as well. */
function linkToItself(path: string): void {
  symlinkSync(path, path)
}
