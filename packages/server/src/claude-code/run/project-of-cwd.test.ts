import { describe, expect, it } from 'vitest'
import { projectOfCwd } from './project-of-cwd.ts'

describe('projectOfCwd', () => {
  it.each([
    ['/home/dev/projects/shop-api', 'shop-api'],
    ['/home/dev/projects/shop-api/', 'shop-api'],
    ['C:\\Users\\dev\\shop-api', 'shop-api'],
    ['/home/dev/shop-api/.claude/worktrees/agent-a1b2', 'shop-api'],
    ['/', null],
  ])('takes from %s the name %s', (cwd, project) => {
    expect(projectOfCwd(cwd)).toBe(project)
  })
})
