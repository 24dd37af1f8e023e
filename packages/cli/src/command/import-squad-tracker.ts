import { readFile } from 'node:fs/promises'
import { ArenaError } from '@arena/core'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { formatTrackerImport } from '../output/format-tracker-import.ts'
import { createProgressBar } from '../output/progress-bar.ts'
import { submitImport } from '../submit-import.ts'
import { timeZone, zoneOfMachine } from '../time-zone.ts'

/** `arena import squad-tracker FILE` */
export function addSquadTrackerImport(importing: Command, run: RunAction): void {
  importing
    .command('squad-tracker')
    .description(
      "the missions in the squad tracker's file, scored by the rules of today; again it counts nothing twice",
    )
    .argument('<file>', 'such as .claude/squad-tracker.json')
    .option(
      '--zone <zone>',
      'time zone of the file, such as Europe/Berlin; that of this machine if not given',
      timeZone,
    )
    .action((file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { zone?: string }>()
      return run(options, (context) => importFile(context, { file, zone: options.zone ?? zoneOfMachine() }))
    })
}

async function importFile(
  context: CommandContext,
  { file, zone }: { readonly file: string; readonly zone: string },
): Promise<ExitCode> {
  const { print, stderr, colors } = context
  const { missionReports, readTrackerFile } = await import('@arena/server/squad-tracker')
  const text = await readText(file)
  const { missions, ...told } = naming(file, () => readTrackerFile(text, { zone }))
  const api = await connect(context)
  const bar = createProgressBar(stderr)
  try {
    const tally = await submitImport(missionReports(missions), { api, bar, print, noun: 'mission' })
    const { generation, skipped, xp: xpBefore, agents } = told
    const result = {
      file,
      generation,
      missions: missions.length,
      ...tally,
      skipped,
      xpBefore,
      agentsBefore: agents,
    }
    print.result(result, () => formatTrackerImport(result, colors))
    return tally.rejected.length === 0 ? 0 : 1
  } finally {
    bar.clear()
  }
}

/** Says of which file a fault is. */
function naming<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!ArenaError.is(cause)) throw cause
    throw new ArenaError(cause.code, `${file} can't be imported. ${cause.message}`, { cause })
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new ArenaError('invalid-input', `${file} can't be read.`, { cause })
  }
}
