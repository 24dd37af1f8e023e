import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { formatUpdate } from '../output/format-update.ts'
import { type WatchState, watchUpdates } from '../watch-updates.ts'
import { wholeNumber } from '../whole-number.ts'

/** `arena watch` */
export function addWatchCommand(program: Command, run: RunAction): void {
  program
    .command('watch')
    .description('XP, levels and achievements as they come; Ctrl-C ends it')
    .option('--count <count>', 'end after so many updates', wholeNumber({ min: 1 }))
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { count?: number }>()
      return run(options, (context) => watch(context, options.count ?? Number.POSITIVE_INFINITY))
    })
}

async function watch(context: CommandContext, count: number): Promise<ExitCode> {
  const { print } = context
  const end = new AbortController()
  const { signal } = end
  context.listenForStop().addEventListener('abort', () => end.abort())
  let shown = 0
  await watchUpdates({
    connect: () => connect(context),
    signal,
    wait: (durationInMs) => wait(durationInMs, undefined, { signal }).catch(() => {}), // ends early with the signal
    onUpdate(update) {
      print.result(update, () => [formatUpdate(update, context)])
      shown += 1
      if (shown === count) end.abort()
    },
    onState: (state) => print.note(wordsByState[state]),
  })
  return 0
}

const wordsByState: Record<WatchState, string> = {
  connected: 'Connected, waiting for updates. Times are UTC.',
  lost: 'Connection lost, trying again.',
  gap: 'Some updates were missed: the server can no longer give them.',
}
