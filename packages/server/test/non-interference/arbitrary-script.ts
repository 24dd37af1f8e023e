import { boardWindows } from '@arena/core'
import fc from 'fast-check'
import { boardSorts } from '../../src/answer/board/board-question.ts'

/** One call of a script. Numbers stand for reports of the script so far, and for names that all scripts use. */
export type Call =
  | { readonly kind: 'report'; readonly report: object }
  | { readonly kind: 'amend' | 'void' | 'erase' | 'explain'; readonly of: number; readonly facts: object }
  | { readonly kind: 'query'; readonly path: string; readonly input: object }
  | { readonly kind: 'route'; readonly path: string }
  | { readonly kind: 'stream'; readonly topic: 'user' | 'team' }

/** Two parties take turns: the other's calls come before the one's own. */
export interface Turn {
  readonly other: readonly Call[]
  readonly own: Call
}

/** What a script may ask beside its own affairs. */
export type Reach = 'workspace' | 'team'

const agents = ['python-pro', 'Python-Pro', 'code-reviewer', 'tester'] as const
/** Rates are shrunk towards the mean of the whole workspace, so a team's are not its own affair. */
const sortsByReach = { workspace: boardSorts, team: boardSorts.filter((sort) => sort !== 'success-rate') }

const share = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10)
const agent = fc.constantFrom(...agents)
const outcome = fc.constantFrom('success', 'success', 'failure', 'unknown', 'cancelled')
const report = fc.record({
  agent,
  outcome,
  project: fc.constantFrom('shop', 'site'),
  action: fc.constantFrom('task_completion', 'error_resolution'),
  durationInMs: fc.integer({ min: 1, max: 600_000 }),
  task: fc.record({ complexity: fc.constantFrom('simple', 'expert'), description: fc.constant('text') }),
  quality: fc.record({ response: share }),
})
function arbitraryCall(reach: Reach): fc.Arbitrary<Call> {
  const query = (path: string, input: fc.Arbitrary<object> = fc.constant({})) =>
    input.map((value) => ({ kind: 'query' as const, path, input: value }))
  const board = fc.record({
    subject: fc.constantFrom('agent', 'user'),
    window: fc.constantFrom(...boardWindows),
    sort: fc.constantFrom(...sortsByReach[reach]),
  })
  const scoped = (scope: string) => board.map((question) => ({ ...question, scope }))
  const of = fc.nat(20)
  const affairs: fc.Arbitrary<Call>[] = [
    query('me.get'),
    query('agent.list'),
    query('achievement.list'),
    query('agent.get', fc.record({ agent })),
    query('board.top', scoped('team')),
    query(
      'board.top',
      scoped('user').map((question) => ({ ...question, subject: 'agent' })),
    ),
    query(
      'board.around',
      scoped('team').chain((question) => agent.map((id) => ({ ...question, subject: 'agent', id }))),
    ),
    query('team.list'),
    query('key.list'),
    fc.constantFrom('user' as const, 'team' as const).map((topic) => ({ kind: 'stream' as const, topic })),
    fc.record({ kind: fc.constant('explain' as const), of, facts: fc.constant({}) }),
    fc
      .constantFrom(
        '/api/v1/agents/python-pro/stats',
        '/api/v1/agents/python-pro/analytics?period=daily',
        '/api/v1/agents/leaderboard/personal?sort_by=success_rate',
        '/api/v1/agents/performance/summary',
        '/api/v1/achievements',
      )
      .map((path) => ({ kind: 'route' as const, path })),
  ]
  const commonAffairs: fc.Arbitrary<Call>[] = [
    query('board.top', scoped('workspace')),
    query(
      'board.top',
      scoped('project').map((question) => ({ ...question, project: 'shop' })),
    ),
    query('member.list'),
    query('project.list'),
    query('workspace.get'),
    query('ledger.verify'),
    query('invitation.list'),
  ]
  return fc.oneof(
    { weight: 6, arbitrary: report.map((stated) => ({ kind: 'report' as const, report: stated })) },
    {
      weight: 2,
      arbitrary: fc.oneof(
        fc.record({
          kind: fc.constant('amend' as const),
          of,
          facts: fc.record({ outcome, quality: fc.record({ response: share }) }),
        }),
        fc.record({ kind: fc.constantFrom('void' as const, 'erase' as const), of, facts: fc.constant({}) }),
      ),
    },
    { weight: 8, arbitrary: fc.oneof(...affairs, ...(reach === 'workspace' ? commonAffairs : [])) },
  )
}

export function arbitraryTurns(reach: Reach): fc.Arbitrary<readonly Turn[]> {
  const own = arbitraryCall(reach)
  const other = fc.array(arbitraryCall('workspace'), { maxLength: 2 })
  return fc.array(fc.record({ other, own }), { minLength: 4, maxLength: 10 })
}
