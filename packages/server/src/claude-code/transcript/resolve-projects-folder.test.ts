import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveProjectsFolder } from './resolve-projects-folder.ts'

describe('resolveProjectsFolder', () => {
  it('takes the folder of the configuration where one is set', () => {
    const env = { CLAUDE_CONFIG_DIR: join('/', 'etc', 'claude') }
    expect(resolveProjectsFolder({ env, home: '/home/dev' })).toBe(join('/', 'etc', 'claude', 'projects'))
  })

  it.each([{}, { CLAUDE_CONFIG_DIR: '' }])('falls back to the home folder for %j', (env) => {
    expect(resolveProjectsFolder({ env, home: '/home/dev' })).toBe(join('/home/dev', '.claude', 'projects'))
  })
})
