import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { createAgentVersions } from './agent-definition.ts'

describe('the version of an agent', () => {
  it('is a hash of its definition, of the project before that of the user', async () => {
    using folder = createTemporaryFolder()
    const config = join(folder.path, 'config')
    const cwd = join(folder.path, 'app', 'src')
    const startedAtInMs = Date.parse('2100-01-01T00:00:00Z')
    folder.write('config/agents/python-pro.md', 'mine')
    folder.write('config/agents/docs.md', 'mine')
    folder.write('app/.claude/agents/python-pro.md', 'of the project')
    const version = (agentType: string) => createAgentVersions(config)({ agentType, cwd, startedAtInMs })
    expect(await version('docs')).toMatch(/^[0-9a-f]{16}$/)
    expect(await version('python-pro')).not.toBe(await version('docs'))
    expect(await version('nobody')).toBeNull()
    expect(await version('../agents/docs')).toBeNull()
    folder.write('app/.claude/agents/python-pro.md', 'mine')
    expect(await version('python-pro')).toBe(await version('docs'))
  })

  it('is not known of a run that began before the definition was changed', async () => {
    using folder = createTemporaryFolder()
    const path = folder.write('agents/docs.md', 'new')
    utimesSync(path, 2000, 2000)
    const versions = createAgentVersions(folder.path)
    const of = (startedAtInMs: number) => versions({ agentType: 'docs', cwd: null, startedAtInMs })
    expect(await of(1_999_000)).toBeNull()
    expect(await of(2_000_000)).not.toBeNull()
  })
})
