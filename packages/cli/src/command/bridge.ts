import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { toArenaError } from '@arena/client/api'
import { ArenaError, type ReportAnswer, type ReportInput } from '@arena/core'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { followFile } from '../follow-file.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatGain } from '../output/format-number.ts'
import { createSkippedNotes } from '../skipped-notes.ts'
import { submitReports } from '../submit-reports.ts'
import { timeZone, zoneOfMachine } from '../time-zone.ts'

/** `arena bridge squad-tracker FILE` */
export function addBridgeCommand(program: Command, run: RunAction): void {
  program
    .command('bridge')
    .description('report what another tracker writes down, as it does')
    .command('squad-tracker')
    .description("the squad tracker's missions: those in the file, and each new one, until Ctrl-C")
    .argument('<file>', 'such as .claude/squad-tracker.json; it may come later')
    .option(
      '--zone <zone>',
      'time zone of the file, such as Europe/Berlin; that of this machine if not given',
      timeZone,
    )
    .action((file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { zone?: string }>()
      return run(options, (context) => bridge(context, { file, zone: options.zone ?? zoneOfMachine() }))
    })
}

const lookEveryInMs = 500

async function bridge(
  context: CommandContext,
  { file, zone }: { readonly file: string; readonly zone: string },
): Promise<ExitCode> {
  const { print, listenForStop } = context
  await refuseFolder(file)
  const { missionReports, readTrackerFile } = await import('@arena/server/squad-tracker')
  await connect(context) // says at once that there is no server
  const signal = listenForStop()
  const pause = (durationInMs: number) => wait(durationInMs, undefined, { signal }).catch(() => {})
  const known = new Set<string>()
  const noteSkipped = createSkippedNotes(print.note)
  let trouble: string | null = null

  /** Once, however often it is met. */
  const noteTrouble = (text: string | null) => {
    if (text !== null && text !== trouble) print.note(text)
    trouble = text
  }
  const readReports = (text: string): ReportInput[] | null => {
    try {
      const { missions, skipped } = readTrackerFile(text, { zone })
      noteSkipped(skipped)
      return missionReports(missions)
    } catch (error) {
      noteTrouble(`${cleanText(toArenaError(error).message)} Waiting until it is whole.`)
      return null // it may be half written
    }
  }
  const submit = async (reports: readonly ReportInput[]) => {
    const api = await connect(context) // asked again, since a server may come back at another address
    for await (const batch of submitReports(reports, { api, wait: pause })) {
      for (const answer of batch) {
        if (answer.id !== null) known.add(answer.id)
        show(answer, print)
      }
    }
  }

  print.note(`Following ${cleanText(file)}.`)
  await followFile(file, {
    signal,
    wait: () => pause(lookEveryInMs),
    onUnreadable: () => noteTrouble(`${cleanText(file)} can't be read. Trying again.`),
    async onText(text) {
      const reports = readReports(text)
      if (reports === null) return false
      try {
        await submit(reports.filter(({ id }) => !known.has(id)))
      } catch (thrown) {
        const error = toArenaError(thrown)
        if (!error.isRetryable) throw error
        noteTrouble(`${cleanText(error.message)}. Trying again.`)
        return false
      }
      noteTrouble(null)
      return true
    },
  })
  return 0
}

/** A file that is missing may still come; in the place of a folder none will. */
async function refuseFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) {
    throw new ArenaError('invalid-input', `${path} is a folder. Name the tracker's file in it.`)
  }
}

/** A mission that counts already is no news. */
function show(answer: ReportAnswer, print: CommandContext['print']): void {
  if (answer.status === 'scored') {
    const { agent, xp } = answer
    print.result(answer, () => [`${cleanText(agent.name)} ${formatGain(xp)} XP, level ${agent.level}`])
  } else if (answer.status === 'rejected' && answer.code !== 'report-conflict') {
    print.note(`A mission was not counted: ${cleanText(answer.message)} [${answer.code}]`)
  }
}
