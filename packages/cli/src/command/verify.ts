import type { Command } from 'commander'
import type { GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatCount } from '../output/format-count.ts'

const timeoutInMs = 3_600_000 // a million rows take a minute or more

/** `arena verify`: exit code 1 when the ledger and what was made from it differ. */
export function addVerifyCommand(program: Command, run: RunAction): void {
  program
    .command('verify')
    .description('fold the ledger again and compare it with everything made from it')
    .action((_: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (context) => {
        const api = await connect(context, { timeoutInMs })
        const verification = await api.ledger.verify.query({})
        const { rows, users, faults } = verification
        const checked = `${formatCount(rows, 'row')} of ${formatCount(users, 'user')}`
        context.print.result(verification, () =>
          faults.length === 0
            ? [`${context.colors.green('No faults')}: ${checked} agree with everything made from them.`]
            : [
                `${context.colors.red(formatCount(faults.length, 'fault'))} in ${checked}:`,
                ...faults.map((fault) => `  ${cleanText(fault)}`),
              ],
        )
        return faults.length === 0 ? 0 : 1
      }),
    )
}
