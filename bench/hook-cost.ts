// What one hook costs Claude Code, beside a bare shell and the hook of bashstats, in turns.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './median.ts'
import { printTable } from './print-table.ts'

const rounds = Number(process.env['ROUNDS'] ?? 40)
const limit = 0.1
const bashstatsVersion = '0.2.3'
const hook = fileURLToPath(new URL('../packages/cli/shell/claude-code-hook.sh', import.meta.url))
const statusLine = fileURLToPath(new URL('../packages/cli/shell/claude-code-statusline.sh', import.meta.url))
const recorded = new URL('../fixtures/claude-code/hooks/a-foreground-success.ndjson', import.meta.url)
const payloads = (await readFile(recorded, 'utf8'))
  .split('\n')
  .filter((line) => line.includes('"SubagentStop"'))
const payload = JSON.stringify(JSON.parse(payloads[0] ?? '{}').payload)

const folder = await mkdtemp(join(tmpdir(), 'arena-bench-'))
const env = { PATH: process.env['PATH'], HOME: folder }

/** From the start of the command, as Claude Code gives it to a shell, to its end. */
async function measure(command: string): Promise<number> {
  const startedAt = performance.now()
  const child = spawn('sh', ['-c', command], { env, stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin.on('error', () => undefined) // `true` reads nothing
  child.stdin.end(payload)
  await once(child, 'exit')
  return performance.now() - startedAt
}

/** Takes the payloads away and leaves their folder, as a server does. */
async function collect(): Promise<void> {
  const spool = join(folder, '.arena', 'spool', 'hooks')
  for (const name of await readdir(spool)) await rm(join(spool, name))
}

try {
  // Without its install script, which downloads a program: its hook ends before it writes, so it does less than it would.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder]
  await promisify(execFile)('npm', ['install', ...options, `bashstats@${bashstatsVersion}`])
  const commands = {
    'sh -c true': 'true',
    'hook of Arena': `sh '${hook}' 2>/dev/null || :`,
    'status line of Arena': `sh '${statusLine}' 2>/dev/null || :`,
    'hook of bashstats': `node '${folder}/node_modules/bashstats/dist/hooks/subagent-stop.js'`,
  }
  const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of Object.entries(commands)) times.get(name)?.push(await measure(command))
    await collect()
  }
  const bashstats = median(times.get('hook of bashstats') ?? [])
  printTable(
    [`median of ${rounds}`, 'time', 'share of bashstats', 'limit'],
    [...times].map(([name, all]) => [
      name,
      `${median(all).toFixed(1)} ms`,
      (median(all) / bashstats).toFixed(3),
      name === 'hook of Arena' ? String(limit) : name === 'status line of Arena' ? '20 ms' : '',
    ]),
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
