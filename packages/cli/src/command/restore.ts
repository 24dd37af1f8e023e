import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { fileDate } from '../file-date.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatExtent } from '../output/format-extent.ts'

/** `arena restore FILE` */
export function addRestoreCommand(program: Command, run: RunAction): void {
  program
    .command('restore')
    .description('put a backup in the place of the database, which is kept; no server may run')
    .argument('<file>', 'as `arena backup` wrote it')
    .action((file: string, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), (context) => restore(context, file)),
    )
}

async function restore({ env, now, print, colors }: CommandContext, file: string): Promise<ExitCode> {
  const { readConfig, restoreBackup } = await import('@arena/server')
  const config = readConfig(env)
  const restored = await restoreBackup(config, {
    file,
    keptAs: `${config.databasePath}.replaced-${fileDate(now())}`,
    newId: randomUUID,
    onClaim: () => print.note('An agent has the database. It is asked to hand it over.'),
  })
  const { workspaces, keptAs } = restored
  print.result({ file, database: config.databasePath, ...restored }, () => [
    `${colors.green('Restored')} ${formatExtent(workspaces)} from ${cleanText(file)}.`,
    ...(keptAs === null ? [] : [`The database that was there is kept as ${cleanText(keptAs)}`]),
    'Agents send again by themselves what they reported within the last day.',
  ])
  return 0
}
