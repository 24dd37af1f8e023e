import type { Script, ToolCall, Turn } from './scripted-model.ts'

interface ExpectedRun {
  readonly agent: string
  readonly prompt: string
  readonly outcome: 'success' | 'failure' | 'cancelled'
  readonly isBackground: boolean
  /** How long the script lets it work, at least. */
  readonly durationInMs: number
}

/** Three agents side by side of which one fails, one in the background, and one that is killed. */
export const expectedRuns: readonly ExpectedRun[] = [
  run('python-pro', 'Mend the sum', { durationInMs: 400 }),
  run('code-reviewer', 'Review the module', { durationInMs: 800 }),
  run('docs-writer', 'Write the guide', { outcome: 'failure', durationInMs: 100 }),
  run('test-runner', 'Run the suite', { isBackground: true, durationInMs: 1500 }),
  run('log-watcher', 'Watch the logs', { outcome: 'cancelled', isBackground: true, durationInMs: 0 }),
]

/** The main conversation starts all agents at once, kills the last, and waits for what works in the background. */
export const script: Script = {
  turnsByPrompt: {
    '': [
      () => ({ says: 'I hand it out.', calls: expectedRuns.map(toCall) }),
      (told) => ({
        calls: [{ tool: 'TaskStop', input: { task_id: agentStartedFor(told, 'Watch the logs') } }],
      }),
      () => ({ says: 'The rest will come.' }),
    ],
    'Mend the sum': work(400),
    'Review the module': work(800),
    'Write the guide': [() => ({ failsWith: 400, delayInMs: 100 })],
    'Run the suite': work(1500),
    'Watch the logs': [list, () => ({ says: 'Nothing yet.', delayInMs: 60_000 })],
  },
}

function run(agent: string, prompt: string, more: Partial<ExpectedRun>): ExpectedRun {
  return { agent, prompt, outcome: 'success', isBackground: false, durationInMs: 0, ...more }
}

function toCall({ agent, prompt, isBackground }: ExpectedRun): ToolCall {
  const input = { description: prompt, prompt, subagent_type: agent, run_in_background: isBackground }
  return { tool: 'Agent', input }
}

function work(durationInMs: number): (() => Turn)[] {
  return [list, () => ({ says: 'It is done.', delayInMs: durationInMs })]
}

function list(): Turn {
  return { says: 'I look.', calls: [{ tool: 'Bash', input: { command: 'ls', description: 'look' } }] }
}

/** Claude Code tells the id of an agent in the result of the call that started it. */
function agentStartedFor(told: string, prompt: string): string {
  const call = new RegExp(`"id":"(toolu_[^"]+)","name":"Agent","input":\\{"description":"${prompt}"`).exec(
    told,
  )?.[1]
  const result = told.slice(told.indexOf(`"tool_use_id":"${call}"`))
  return /agentId: ?([A-Za-z0-9_-]+)/.exec(result)?.[1] ?? 'unknown'
}
