// Reads 200 MB of transcripts into reports, beside ccusage reading the same files. Both only read: no server takes part.
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Measured, measureProcess } from './measure-process.ts'
import { median } from './median.ts'
import { multiplyRecordings } from './multiply-recordings.ts'
import { printTable } from './print-table.ts'

const runs = Number(process.env['RUNS'] ?? 3)
const bytes = Number(process.env['MB'] ?? 200) * 1e6
const limitInMb = 200
const recordings = fileURLToPath(new URL('../fixtures/claude-code/projects', import.meta.url))
const cli = fileURLToPath(new URL('../packages/cli', import.meta.url))
const peer = `@ccusage/ccusage-${process.platform}-${process.arch}`
const peerVersion = '20.0.24'
const reading = `
  const { readClaudeCodeRuns, runToReport } = await import('@arena/server/claude-code')
  const reports = []
  for await (const run of readClaudeCodeRuns(process.env.PROJECTS, { nowInMs: Date.now() })) reports.push(runToReport(run))
  if (reports.length < 48) throw new Error('only ' + reports.length + ' runs were found')`

const folder = await mkdtemp(join(tmpdir(), 'arena-bench-'))
try {
  const config = join(folder, 'claude')
  const projects = join(config, 'projects')
  const written = await multiplyRecordings(recordings, { into: projects, bytes })
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder]
  await promisify(execFile)('npm', ['install', ...options, `${peer}@${peerVersion}`])
  const program = join(folder, 'node_modules', peer, 'bin', 'ccusage')
  await chmod(program, 0o755) // its own launcher does so, too
  const ours: Measured[] = []
  const theirs: Measured[] = []
  for (let run = 0; run < runs; run += 1) {
    ours.push(
      await measureProcess({
        command: process.execPath,
        args: ['--input-type=module', '-e', reading],
        env: { PROJECTS: projects },
        cwd: cli,
      }),
    )
    theirs.push(
      await measureProcess({
        command: program,
        args: ['daily', '--json', '--offline'],
        env: { CLAUDE_CONFIG_DIR: config, HOME: folder },
      }),
    )
  }
  const time = (all: readonly Measured[]) => median(all.map(({ durationInMs }) => durationInMs))
  const memory = (all: readonly Measured[]) => Math.max(...all.map(({ peakInMb }) => peakInMb ?? Number.NaN))
  printTable(
    [`${Math.round(written / 1e6)} MB`, 'Arena', 'ccusage', 'ratio', 'limit'],
    [
      [
        'time, median',
        `${time(ours).toFixed(0)} ms`,
        `${time(theirs).toFixed(0)} ms`,
        (time(ours) / time(theirs)).toFixed(2),
        'as fast as ccusage',
      ],
      [
        'memory, most',
        `${memory(ours).toFixed(0)} MB`,
        `${memory(theirs).toFixed(0)} MB`,
        (memory(ours) / memory(theirs)).toFixed(2),
        `${limitInMb} MB`,
      ],
    ],
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
