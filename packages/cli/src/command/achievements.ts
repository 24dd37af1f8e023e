import type { Command } from 'commander'
import type { GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { formatAchievements } from '../output/format-achievements.ts'

/** `arena achievements` */
export function addAchievementsCommand(program: Command, run: RunAction): void {
  program
    .command('achievements')
    .description('what you have unlocked')
    .option('--all', 'with those not unlocked yet and how far you are')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { all?: true }>()
      return run(options, async (context) => {
        const api = await connect(context)
        const { unlocked, achievements } = await api.achievement.list.query({})
        const shown = options.all
          ? achievements
          : achievements.filter(({ unlockedAt }) => unlockedAt !== null)
        context.print.result({ unlocked, total: achievements.length, achievements: shown }, () => [
          ...formatAchievements({ unlocked, total: achievements.length, shown }, context),
          ...(shown.length < achievements.length ? ['See the others with --all.'] : []),
        ])
        return 0
      })
    })
}
