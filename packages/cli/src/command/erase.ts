import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { confirm } from '../confirm.ts'
import { type Api, connect } from '../connect.ts'
import { findMember } from '../find-member.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatCount } from '../output/format-count.ts'
import { type ErasureTally, formatErasure } from '../output/format-erasure.ts'
import { createProgressBar } from '../output/progress-bar.ts'

interface EraseOptions extends GlobalOptions {
  readonly report?: string
  readonly user?: string
  readonly keepNames?: boolean
  readonly yes?: boolean
}

/** `arena erase` */
export function addEraseCommand(program: Command, run: RunAction): void {
  program
    .command('erase')
    .description('erase what you wrote, and your names, for good; reports and XP stay')
    .option('--report <report>', 'the texts of this report alone')
    .option('--user <member>', "another member's, as admins may; name or id")
    .option('--keep-names', 'texts alone')
    .option('--yes', 'ask nothing; needed where there is no terminal')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<EraseOptions>()
      const refuse = () => command.error("error: erasing can't be undone: confirm it by --yes")
      return run(options, (context) => erase(context, options, refuse))
    })
}

async function erase(
  context: CommandContext,
  { report: reportId, user, keepNames = false, yes = false }: EraseOptions,
  refuse: () => never,
): Promise<ExitCode> {
  const { stderr, print } = context
  const api = await connect(context)
  const member = user === undefined ? undefined : await findMember(api, user, { removed: true })
  const whose = member === undefined ? 'your' : `${cleanText(member.name)}'s`
  const what = reportId === undefined ? (keepNames ? 'texts' : 'texts and names') : 'texts of this report'
  const isConfirmed =
    yes || (await confirm(`Erase ${whose} ${what} for good?`, { input: process.stdin, output: stderr }))
  if (isConfirmed === null) return refuse()
  if (!isConfirmed) {
    print.note('Nothing was erased.')
    return 1
  }
  const userId = member?.id
  const tally =
    reportId === undefined
      ? await eraseMember(context, { api, userId, keepNames })
      : { ...(await api.report.erase.mutate({ reportId, userId })), names: null }
  print.result(tally, () => formatErasure(tally))
  return 0
}

/** Calls until nothing is left; whoever stops it calls it again. */
async function eraseMember(
  { stderr, print }: CommandContext,
  {
    api,
    userId,
    keepNames,
  }: { readonly api: Api; readonly userId: string | undefined; readonly keepNames: boolean },
): Promise<ErasureTally> {
  const bar = createProgressBar(stderr)
  let names: ErasureTally['names'] = null
  let reports = 0
  try {
    for (let afterReportId: string | null = ''; afterReportId !== null; ) {
      const erased: Awaited<ReturnType<Api['member']['erase']['mutate']>> = await api.member.erase.mutate({
        userId,
        keepNames,
        afterReportId,
      })
      names ??= erased.names
      reports += erased.reports
      afterReportId = erased.nextReportId
      bar.show('Erasing reports', { done: reports })
    }
    return { reports, names }
  } catch (error) {
    bar.clear()
    print.note(`Stopped after the texts of ${formatCount(reports, 'report')}. Erase again: it goes on.`)
    throw error
  } finally {
    bar.clear()
  }
}
