import { boardWindows } from '@arena/core'
import { type Command, Option } from 'commander'
import type { GlobalOptions, RunAction } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { formatBoard } from '../output/format-board.ts'
import { wholeNumber } from '../whole-number.ts'

type BoardInput = Exclude<Parameters<Api['board']['top']['query']>[0], void>

/** `arena leaderboard` */
export function addLeaderboardCommand(program: Command, run: RunAction): void {
  program
    .command('leaderboard')
    .description('who gained most XP')
    .addOption(new Option('--window <window>', 'period').choices(boardWindows).default('week'))
    .addOption(new Option('--subject <subject>', 'whom to rank').choices(['agent', 'user']).default('agent'))
    .addOption(
      new Option('--scope <scope>', 'among whom').choices(['user', 'workspace']).default('workspace'),
    )
    .option('--limit <count>', 'how many, 1 to 100', wholeNumber({ min: 1, max: 100 }), 20)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & BoardInput>()
      const { window, subject, scope, limit } = options
      return run(options, async (context) => {
        const api = await connect(context)
        const board = await api.board.top.query({ window, subject, scope, limit })
        context.print.result(board, () => formatBoard(board, context))
        return 0
      })
    })
}
