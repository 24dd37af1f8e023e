import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { ArenaError, type ExportHeader, type ExportRecord, exportSchemaVersion } from '@arena/core'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { findMember } from '../find-member.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatCount } from '../output/format-count.ts'
import { createProgressBar } from '../output/progress-bar.ts'
import { writeNewFile } from '../write-new-file.ts'

interface ExportOptions extends GlobalOptions {
  readonly all?: boolean
  readonly user?: string
}

/** `arena export FILE` */
export function addExportCommand(program: Command, run: RunAction): void {
  program
    .command('export')
    .description('write your history into a new file, a JSON value on each line; `arena import` takes it')
    .argument('<file>')
    .option('--all', "everyone's, as admins may")
    .option('--user <member>', "another member's, as admins may; name or id")
    .action((file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>()
      return run(options, (context) => exportHistory(context, file, options))
    })
}

async function exportHistory(
  context: CommandContext,
  file: string,
  { all = false, user }: ExportOptions,
): Promise<ExitCode> {
  const { now, print, colors } = context
  if (all && user !== undefined) throw new ArenaError('invalid-input', 'Give --all or --user, not both.')
  const api = await connect(context)
  const userId = user === undefined ? undefined : (await findMember(api, user, { removed: true })).id
  const { name } = await api.workspace.get.query({})
  const header: ExportHeader = {
    arena: 'export',
    schema: exportSchemaVersion,
    of: all ? 'workspace' : 'member',
    workspace: name,
    exportedAt: new Date(now()).toISOString(),
  }
  const counts = await writeNewFile(file, (unfinished) =>
    writeLines(unfinished, { header, pages: readPages(api, { all, userId }), context }),
  )
  print.result({ file, ...header, ...counts }, () => [
    `${colors.green('Exported')} ${formatCount(counts.reports, 'report')} into ${cleanText(file)}`,
  ])
  return 0
}

async function* readPages(
  api: Api,
  whose: { readonly all: boolean; readonly userId: string | undefined },
): AsyncGenerator<readonly ExportRecord[]> {
  for (let afterSeq: number | null = 0; afterSeq !== null; ) {
    const page: Awaited<ReturnType<Api['ledger']['export']['query']>> = await api.ledger.export.query({
      ...whose,
      afterSeq,
    })
    yield page.records
    afterSeq = page.nextSeq
  }
}

async function writeLines(
  path: string,
  {
    header,
    pages,
    context,
  }: {
    readonly header: ExportHeader
    readonly pages: AsyncIterable<readonly ExportRecord[]>
    readonly context: CommandContext
  },
): Promise<{ readonly records: number; readonly reports: number }> {
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  const bar = createProgressBar(context.stderr)
  let records = 0
  let reports = 0
  await writeLine(stream, header)
  try {
    for await (const page of pages) {
      for (const record of page) {
        await writeLine(stream, record)
        records += 1
        if (record.kind === 'report') reports += 1
      }
      bar.show('Exporting reports', { done: reports })
    }
  } finally {
    bar.clear()
  }
  await writeLine(stream, { kind: 'end', records } satisfies ExportRecord)
  stream.end()
  await once(stream, 'close')
  return { records, reports }
}

async function writeLine(stream: Writable, value: unknown): Promise<void> {
  if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, 'drain')
}
