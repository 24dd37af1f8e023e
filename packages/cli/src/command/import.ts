import { setTimeout as wait } from 'node:timers/promises'
import { batchSchemaVersion, type ReportAnswer, type ReportInput } from '@arena/core'
import type { ReadingCounters } from '@arena/server/claude-code'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { emptyImportTally, type ImportTally, tallyAnswer } from '../import-tally.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatCount } from '../output/format-count.ts'
import { formatImport } from '../output/format-import.ts'
import { formatNumber } from '../output/format-number.ts'
import { createProgressBar, type ProgressBar } from '../output/progress-bar.ts'
import { submitInBatches } from '../submit-in-batches.ts'

/** `arena import claude-code [DIR]` */
export function addImportCommand(program: Command, run: RunAction): void {
  program
    .command('import')
    .description('turn work done before into reports')
    .command('claude-code')
    .description('the runs of sub-agents that Claude Code recorded; again it counts nothing twice')
    .argument('[dir]', 'folder of the projects, ~/.claude/projects if not given')
    .action((folder: string | undefined, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), (context) => importClaudeCode(context, folder)),
    )
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
    let tally = emptyImportTally
    let done = 0
    const answered = submitInBatches(reports, {
      submit: async (batch) =>
        (await api.report.submit.mutate({ schema: batchSchemaVersion, reports: [...batch] })).answers,
      wait: (durationInMs) => wait(durationInMs),
      random: Math.random,
      onRetry: ({ attempt, reason }) => {
        if (attempt > 1) return
        bar.clear()
        print.note(`${cleanText(reason)}. Trying again for a while.`)
      },
    })
    try {
      for await (const answers of answered) {
        tally = answers.reduce(tallyRun, tally)
        done += answers.length
        bar.show('Scoring runs', { done, total: reports.length })
      }
    } catch (error) {
      bar.clear()
      const counted = `${formatNumber(done)} of ${formatCount(reports.length, 'run')}`
      print.note(`Stopped after ${counted}. Import again: it counts the rest, and nothing twice.`)
      throw error
    }
    bar.clear()
    const result = { folder, runs: reports.length + counters.openRuns, ...tally, ...counters }
    print.result(result, () => formatImport(result, context.colors))
    return tally.rejected.length === 0 ? 0 : 1
  } finally {
    bar.clear()
  }
}

/** A run that counts already, but was told otherwise: live hooks know ends that no transcript tells. */
function tallyRun(tally: ImportTally, answer: ReportAnswer): ImportTally {
  const isKnown = answer.status === 'rejected' && answer.code === 'report-conflict'
  return isKnown ? { ...tally, alreadyKnown: tally.alreadyKnown + 1 } : tallyAnswer(tally, answer)
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
