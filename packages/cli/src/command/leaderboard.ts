import { boardWindows } from '@arena/core'
import { type Command, Option } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { day } from '../day.ts'
import { formatBoard } from '../output/format-board.ts'
import { formatPlace } from '../output/format-place.ts'
import { wholeNumber } from '../whole-number.ts'

type BoardInput = Exclude<Parameters<Api['board']['top']['query']>[0], void>

interface LeaderboardOptions
  extends GlobalOptions,
    Pick<BoardInput, 'window' | 'subject' | 'scope' | 'sort' | 'team' | 'project' | 'limit'> {
  /** Any day of the period. */
  readonly date?: string
  readonly around?: string | true
  readonly after?: string
}

/** `arena leaderboard` */
export function addLeaderboardCommand(program: Command, run: RunAction): void {
  program
    .command('leaderboard')
    .description('who gained most XP')
    .addOption(new Option('--window <window>', 'period').choices(boardWindows).default('week'))
    .option('--date <day>', 'the period that holds this day, YYYY-MM-DD; the present one if not given', day)
    .addOption(
      new Option('--subject <subject>', 'whom to rank').choices(['agent', 'user', 'team']).default('agent'),
    )
    .addOption(
      new Option('--scope <scope>', 'among whom; workspace if not given').choices([
        'user',
        'team',
        'project',
        'workspace',
      ]),
    )
    .option('--team <team>', 'among those of a team, by name or id')
    .option('--project <project>', 'among those of a project')
    .addOption(
      new Option('--sort <sort>', 'order')
        .choices(['xp', 'level', 'success-rate', 'mean-duration'])
        .default('xp'),
    )
    .option('--around [who]', 'the places around an agent, user or team; around you if not given')
    .option('--limit <count>', 'how many, 1 to 100', wholeNumber({ min: 1, max: 100 }), 20)
    .option('--after <cursor>', 'the page after the one that ended with this')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<LeaderboardOptions>()
      return run(options, (context) =>
        options.around === undefined ? showTop(context, options) : showAround(context, options),
      )
    })
}

async function showTop(context: CommandContext, options: LeaderboardOptions): Promise<ExitCode> {
  const { limit, after } = options
  const api = await connect(context)
  const board = await api.board.top.query({ ...boardOf(options), limit, ...(after && { cursor: after }) })
  context.print.result(board, () => [
    ...formatBoard(board, context),
    ...(board.nextCursor ? [context.colors.dim(`There is more: --after ${board.nextCursor}`)] : []),
    ...(board.isWhole ? [] : ['Only the 1,000 with most XP are in this order.']),
  ])
  return 0
}

async function showAround(context: CommandContext, options: LeaderboardOptions): Promise<ExitCode> {
  const { around, limit = 20 } = options
  const near = Math.min(50, Math.floor(limit / 2))
  const api = await connect(context)
  const board = await api.board.around.query({
    ...boardOf(options),
    ...(typeof around === 'string' && { id: around }),
    above: near,
    below: near,
  })
  context.print.result(board, () => [
    ...(board.entries.length > 0 ? formatBoard(board, context) : []),
    formatPlace(board),
  ])
  return 0
}

function boardOf({ window, subject, sort, team, project, date, ...options }: LeaderboardOptions) {
  const scope = options.scope ?? (team ? 'team' : project ? 'project' : 'workspace')
  return {
    ...{ window, subject, sort, scope },
    ...(team && { team }),
    ...(project && { project }),
    ...(date && { periodStart: date }),
  }
}
