import type { ReportInput } from '@arena/core'
import type { CommandContext } from './command-context.ts'
import type { Api } from './connect.ts'
import { emptyImportTally, type ImportTally, tallyKnown } from './import-tally.ts'
import { cleanText } from './output/clean-text.ts'
import { formatStoppedImport } from './output/format-stopped-import.ts'
import type { ProgressBar } from './output/progress-bar.ts'
import { submitReports } from './submit-reports.ts'

interface SubmitImportOptions {
  readonly api: Api
  readonly bar: ProgressBar
  readonly print: CommandContext['print']
  /** What a report is made of, such as `run`. */
  readonly noun: string
}

/** Submits what an import found, shows how far it is, and tells what became of it. */
export async function submitImport(
  reports: readonly ReportInput[],
  { api, bar, print, noun }: SubmitImportOptions,
): Promise<ImportTally> {
  let tally = emptyImportTally
  let done = 0
  const answered = submitReports(reports, {
    api,
    onRetry: ({ attempt, reason }) => {
      if (attempt > 1) return
      bar.clear()
      print.note(`${cleanText(reason)}. Trying again for a while.`)
    },
  })
  try {
    for await (const answers of answered) {
      tally = answers.reduce(tallyKnown, tally)
      done += answers.length
      bar.show(`Scoring ${noun}s`, { done, total: reports.length })
    }
  } catch (error) {
    bar.clear()
    print.note(formatStoppedImport({ done, total: reports.length, noun }))
    throw error
  }
  bar.clear()
  return tally
}
