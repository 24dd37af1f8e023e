import { open } from 'node:fs/promises'
import { findServer } from '@arena/client/api'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { downloadBackup } from '../download-backup.ts'
import { fileDate } from '../file-date.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatExtent } from '../output/format-extent.ts'
import { writeNewFile } from '../write-new-file.ts'

/** `arena backup [FILE]` */
export function addBackupCommand(program: Command, run: RunAction): void {
  program
    .command('backup')
    .description('copy the whole database into a new file, while the server goes on or when none runs')
    .argument('[file]', 'arena-DATE.db in this folder if not given')
    .action((file: string | undefined, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), (context) => backUp(context, file)),
    )
}

async function backUp(context: CommandContext, given: string | undefined): Promise<ExitCode> {
  const { env, now, print, colors } = context
  const file = given ?? `arena-${fileDate(now())}.db`
  const stop = context.listenForStop()
  const server = await findServer({ env })
  const { backUpFile, checkBackup, readConfig } = await import('@arena/server')
  const { workspaces, bytes } = await writeNewFile(file, async (unfinished) => {
    if (server) await downloadBackup(context, { server, unfinished, stop })
    else await backUpFile(readConfig(env).databasePath, unfinished)
    const facts = await checkBackup(unfinished)
    return { ...facts, bytes: await syncFile(unfinished) }
  })
  const result = { file, bytes, isFromServer: server !== null, workspaces }
  print.result(result, () => [
    `${colors.green('Backed up')} ${formatExtent(workspaces)} into ${cleanText(file)}, and checked.`,
  ])
  return 0
}

async function syncFile(path: string): Promise<number> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}
