// The real Claude Code with Arena's plugin, offline, played by a scripted model: after the session the server shows
// exactly the runs of the script, and an import of the history adds nothing.
import { deepStrictEqual, ok } from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { installClaudeCode } from './install-claude-code.ts'
import { expectedRuns, script } from './script.ts'
import { startScriptedModel } from './scripted-model.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'packages/cli/dist/main.js')
const run = promisify(execFile)
const deadlineInMs = 60_000

const folder = await mkdtemp(join(tmpdir(), "arena e2e '"))
const home = join(folder, 'home')
const project = join(folder, 'shop')
const env = { PATH: process.env['PATH'], HOME: home }
const started: ChildProcess[] = []

try {
  const claude = process.env['CLAUDE_CODE'] ?? (await installClaudeCode(join(folder, 'claude-code')))
  console.log(`Claude Code ${(await run(claude, ['--version'], { env })).stdout.trim()}`)
  await prepareHome()

  await firstLine(start(['serve', '--port', '0', '--json']))
  const watch = start(['watch', '--json'])
  await spoken(watch, 'Connected')
  const updates = collect(watch)

  await using model = await startScriptedModel(script)
  await run(
    claude,
    ['-p', 'Hand out the work', '--output-format', 'json', '--plugin-dir', join(root, 'plugins/claude-code')],
    {
      cwd: project,
      timeout: deadlineInMs,
      env: {
        ...env,
        ANTHROPIC_BASE_URL: model.url,
        ANTHROPIC_API_KEY: 'sk-ant-test',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        CLAUDE_CODE_MAX_RETRIES: '1',
        DISABLE_AUTOUPDATER: '1',
      },
    },
  )
  console.log('The session is over.')
  const reports = await Promise.all((await updates(expectedRuns.length)).map(explain))

  deepStrictEqual(
    reports.map(({ agent, outcome }) => `${agent} ${outcome}`).sort(),
    expectedRuns.map(({ agent, outcome }) => `${agent} ${outcome}`).sort(),
  )
  for (const { agent, durationInMs = 0 } of reports) {
    const least = expectedRuns.find((each) => each.agent === agent)?.durationInMs ?? 0
    ok(durationInMs >= least && durationInMs < least + 5000, `${agent} took ${durationInMs} ms`)
  }
  console.log(
    reports
      .map(({ agent, outcome, durationInMs }) => `  ${agent}: ${outcome}, ${durationInMs} ms`)
      .join('\n'),
  )

  const imported = JSON.parse(await arena('import', 'claude-code', '--json'))
  ok(imported.scored === 0 && imported.rejected.length === 0, JSON.stringify(imported))
  const { me } = JSON.parse(await arena('stats', '--json'))
  ok(me.reports === expectedRuns.length, `${me.reports} reports`)
  deepStrictEqual(await readdir(join(home, '.arena/spool/hooks')), ['pending'])
  console.log('The server shows exactly these runs, and a history import adds nothing.')
} finally {
  await Promise.all(started.map(stop))
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** What a first start of Claude Code would ask, answered; and the agents of the script. */
async function prepareHome(): Promise<void> {
  const agents = join(home, '.claude', 'agents')
  await mkdir(agents, { recursive: true })
  await mkdir(project)
  await writeFile(join(project, 'README.md'), '# Shop\n')
  const trusted = { [project]: { hasTrustDialogAccepted: true } }
  await writeFile(
    join(home, '.claude.json'),
    JSON.stringify({ hasCompletedOnboarding: true, projects: trusted }),
  )
  const allow = ['Agent', 'Bash', 'Task', 'TaskStop']
  await writeFile(join(home, '.claude', 'settings.json'), JSON.stringify({ permissions: { allow } }))
  for (const { agent } of expectedRuns) {
    const text = `---\nname: ${agent}\ndescription: Does its part\n---\nDo your part.\n`
    await writeFile(join(agents, `${agent}.md`), text)
  }
}

function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [line] = await once(createInterface({ input: stdout as NodeJS.ReadableStream }), 'line')
  return String(line)
}

function spoken({ stderr }: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve) => {
    let said = ''
    stderr?.on('data', (part) => {
      said += part
      if (said.includes(words)) resolve()
    })
  })
}

/** Gathers the ids of reports as they are scored; the returned function waits for so many of them. */
function collect({ stdout }: ChildProcess): (count: number) => Promise<string[]> {
  const ids: string[] = []
  const lines = createInterface({ input: stdout as NodeJS.ReadableStream })
  lines.on('line', (line) => {
    const { type, reportId } = JSON.parse(line)
    if (type === 'xp-gained') ids.push(reportId)
  })
  return async (count) => {
    const signal = AbortSignal.timeout(deadlineInMs)
    while (ids.length < count) await once(lines, 'line', { signal })
    return ids
  }
}

interface Told {
  readonly agent: string
  readonly outcome: string
  readonly durationInMs?: number
}

async function explain(reportId: string): Promise<Told> {
  return JSON.parse(await arena('explain', reportId, '--json')).report
}

async function arena(...args: string[]): Promise<string> {
  return (await run(process.execPath, [cli, ...args], { env })).stdout
}
