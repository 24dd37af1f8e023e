import type { Command } from 'commander'
import type { GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { formatCorrection } from '../output/format-correction.ts'

interface VoidOptions {
  readonly reason?: string
  readonly user?: string
}

/** `arena void REPORT` */
export function addVoidCommand(program: Command, run: RunAction): void {
  program
    .command('void')
    .description('take a mistaken report out, for good; its XP go with it')
    .argument('<report>', 'id of the report')
    .option('--reason <text>', 'why')
    .option('--user <id>', 'whose report it is, for keys that may review')
    .action((reportId: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & VoidOptions>()
      const { reason, user: userId } = options
      return run(options, async (context) => {
        const api = await connect(context)
        const answer = await api.report.void.mutate({ reportId, userId, reason })
        context.print.result(answer, () => formatCorrection(answer, context.colors))
        return 0
      })
    })
}
