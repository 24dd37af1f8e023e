import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { type AgentView, formatAgent } from './format-agent.ts'
import { formatAgents } from './format-agents.ts'

const plain = picocolors.createColors(false)
const agent: AgentView = {
  name: 'python-pro',
  displayName: null,
  category: null,
  specialties: [],
  xp: 1250,
  level: 5,
  title: 'Elite',
  stars: 4,
  xpInLevel: 250,
  xpOfLevel: 500,
  xpToNextLevel: 250,
  reports: 35,
  successes: 24,
  failures: 6,
  cancelled: 3,
  unknown: 2,
  meanDurationInMs: 95_000,
  meanQuality: 0.934,
  errorsResolved: 7,
  firstAt: '2026-11-01T08:00:00.000Z',
  lastAt: '2026-11-22T13:48:05.000Z',
}
const unmeasured = { ...agent, successes: 0, failures: 0, meanDurationInMs: null, meanQuality: null }

describe('formatAgent', () => {
  it('shows level and facts', () => {
    expect(formatAgent(agent, plain)).toEqual([
      'python-pro',
      'Level 5 Elite ★★★★☆  1,250 XP  ██████████░░░░░░░░░░ 250 XP to level 6',
      'Reports          35',
      'Success          24 of 30',
      'Cancelled        3',
      'Outcome unknown  2',
      'Mean time        1 min 35 s',
      'Mean quality     0.93',
      'Errors resolved  7',
      'First report     2026-11-01 08:00 UTC',
      'Last report      2026-11-22 13:48 UTC',
    ])
  })

  it('shows what people call it and what it is good at', () => {
    const described = { displayName: 'Python expert', category: 'development', specialties: ['sql', 'web'] }
    const [title, , ...facts] = formatAgent({ ...agent, ...described }, plain)
    expect([title, ...facts.slice(0, 3)]).toEqual([
      'Python expert (python-pro)',
      'Category         development',
      'Good at          sql, web',
      'Reports          35',
    ])
  })

  it('says in words what was not measured', () => {
    const lines = formatAgent(unmeasured, plain)
    expect(lines.filter((line) => line.endsWith('not measured'))).toHaveLength(3)
  })
})

describe('formatAgents', () => {
  it('gives each agent a line', () => {
    const [titles, first, second] = formatAgents([agent, { ...unmeasured, name: 'データ' }], {
      colors: plain,
    })
    expect(titles).toMatch(/^Agent +Level +Title/)
    expect(first).toBe(
      'python-pro      5  Elite  ★★★★☆  1,250  █████░░░░░       35  24 of 30      1 min 35 s    0.93',
    )
    expect(second).toMatch(/^データ {10}5 .*not measured {2}not measured {2}not measured$/)
  })
})
