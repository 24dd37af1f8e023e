import type { ReportInput } from '@arena/core'
import type { ReadingCounters } from '@arena/server/claude-code'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { importFile } from '../import-file/import-file.ts'
import { formatImport } from '../output/format-import.ts'
import { createProgressBar, type ProgressBar } from '../output/progress-bar.ts'
import { submitImport } from '../submit-import.ts'
import { addSquadTrackerImport } from './import-squad-tracker.ts'

/** `arena import FILE`, `arena import claude-code [DIR]`, `arena import squad-tracker FILE` */
export function addImportCommand(program: Command, run: RunAction): void {
  const importing = program
    .command('import')
    .description('count work done before, from a file of `arena export` or what another tool recorded')
    .argument('<file>', 'as `arena export` wrote it; again it counts nothing twice')
    .option('--for <member>', "whose history it is, if not yours; needs a key for others' reports")
    .action((file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly for?: string }>()
      return run(options, (context) => importFile(context, file, { member: options.for }))
    })
  importing
    .command('claude-code')
    .description('the runs of sub-agents that Claude Code recorded; again it counts nothing twice')
    .argument('[dir]', 'folder of the projects, ~/.claude/projects if not given')
    .action((folder: string | undefined, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), (context) => importClaudeCode(context, folder)),
    )
  addSquadTrackerImport(importing, run)
}

async function importClaudeCode(context: CommandContext, given: string | undefined): Promise<ExitCode> {
  const { env, userHome, stderr, print, now } = context
  const { emptyReadingCounters, resolveProjectsFolder } = await import('@arena/server/claude-code')
  const folder = given ?? resolveProjectsFolder({ env, home: userHome() })
  const api = await connect(context)
  const bar = createProgressBar(stderr)
  try {
    const counters = emptyReadingCounters()
    const reports = await readReports(folder, { nowInMs: now(), counters, bar })
    const tally = await submitImport(reports, { api, bar, print, noun: 'run' })
    const result = { folder, runs: reports.length + counters.openRuns, ...tally, ...counters }
    print.result(result, () => formatImport(result, context.colors))
    return tally.rejected.length === 0 ? 0 : 1
  } finally {
    bar.clear()
  }
}

interface ReadOptions {
  readonly nowInMs: number
  readonly counters: ReadingCounters
  readonly bar: ProgressBar
}

/** In order of time, since a streak counts the days known when a report is committed. */
async function readReports(folder: string, { nowInMs, counters, bar }: ReadOptions): Promise<ReportInput[]> {
  const { readClaudeCodeRuns, runToReport } = await import('@arena/server/claude-code')
  const reports: ReportInput[] = []
  const onTranscript = ({ read, total }: { readonly read: number; readonly total: number }) =>
    bar.show('Reading transcripts', { done: read, total })
  for await (const run of readClaudeCodeRuns(folder, { nowInMs, counters, onTranscript })) {
    reports.push(runToReport(run))
  }
  return reports.sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))
}
