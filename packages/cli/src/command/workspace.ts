import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { cleanText } from '../output/clean-text.ts'
import { wholeNumber } from '../whole-number.ts'

interface SetOptions extends GlobalOptions {
  readonly name?: string
  readonly maxBasePoints?: number
  readonly maxBonusPoints?: number
}

interface CreateOptions extends GlobalOptions {
  readonly owner: string
  readonly zone: string
}

const points = wholeNumber({ min: 0, max: 10_000 })

/** `arena workspace show|set|create` */
export function addWorkspaceCommand(program: Command, run: RunAction): void {
  const workspace = program.command('workspace').description('the workspace of your key')
  workspace
    .command('show')
    .description('its name, time zone and limits')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      return run(options, async (context) => {
        const api = await connect(context)
        return show(context, await api.workspace.get.query({}))
      })
    })
  workspace
    .command('set')
    .description('change it; limits hold for reports from now on')
    .option('--name <name>')
    .option('--max-base-points <points>', 'the most that basePoints of a report count', points)
    .option('--max-bonus-points <points>', 'the most that bonusPoints of a report count', points)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<SetOptions>()
      return run(options, async (context) => {
        const { name, maxBasePoints, maxBonusPoints } = options
        const api = await connect(context)
        return show(
          context,
          await api.workspace.update.mutate({
            ...(name !== undefined && { name }),
            ...(maxBasePoints !== undefined && { maxBasePoints }),
            ...(maxBonusPoints !== undefined && { maxBonusPoints }),
          }),
        )
      })
    })
  workspace
    .command('create')
    .description("make another one, which shares nothing with yours; prints its owner's key, this once")
    .argument('<name>')
    .requiredOption('--owner <name>', 'name of its owner')
    .option('--zone <zone>', 'time zone of its boards', Intl.DateTimeFormat().resolvedOptions().timeZone)
    .action((name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CreateOptions>()
      return run(options, async (context) => {
        const { owner, zone } = options
        const api = await connect(context)
        const made = await api.workspace.create.mutate({ name, ownerName: owner, zone })
        context.print.note(
          `The workspace ${cleanText(name)} is made. The key of its owner is shown this once:`,
        )
        context.print.result(made, () => [made.key])
        return 0
      })
    })
}

interface WorkspaceView {
  readonly name: string
  readonly zone: string
  readonly maxBasePoints: number
  readonly maxBonusPoints: number
}

function show(context: CommandContext, workspace: WorkspaceView): ExitCode {
  const { name, zone, maxBasePoints, maxBonusPoints } = workspace
  context.print.result(workspace, () => [
    `${context.colors.bold(cleanText(name))}, boards by days in ${zone}`,
    `A report counts at most ${maxBasePoints} base points and ${maxBonusPoints} bonus points.`,
  ])
  return 0
}
