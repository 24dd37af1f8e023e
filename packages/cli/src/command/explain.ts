import type { Command } from 'commander'
import type { GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { formatExplanation } from '../output/format-explanation.ts'

/** `arena explain REPORT` */
export function addExplainCommand(program: Command, run: RunAction): void {
  program
    .command('explain')
    .description('why a report was worth its XP')
    .argument('<report>', 'id of the report: in its receipt, and in `arena watch --json`')
    .action((reportId: string, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (context) => {
        const api = await connect(context)
        const explanation = await api.report.explain.query({ reportId })
        context.print.result(explanation, () => formatExplanation(explanation, context.colors))
        return 0
      }),
    )
}
