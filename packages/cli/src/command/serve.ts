import { once } from 'node:events'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { limitHeapGrowth } from '../limit-heap-growth.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatCount } from '../output/format-count.ts'
import { wholeNumber } from '../whole-number.ts'

interface ServeOptions {
  readonly port?: number
  readonly host?: string
  readonly db?: string
  readonly logLevel?: string
}

const closeTimeoutInMs = 1000 // what is not delivered by then stays in the spool

/** `arena serve` */
export function addServeCommand(program: Command, run: RunAction): void {
  program
    .command('serve')
    .description('start the server; Ctrl-C stops it')
    .option('--port <port>', 'port, 0 for any free one (ARENA_PORT)', wholeNumber({ min: 0, max: 65_535 }))
    .option('--host <address>', 'address to listen on (ARENA_HOST)')
    .option('--db <file>', 'database, arena.db in the folder of Arena if not given (ARENA_DB)')
    .option('--log-level <level>', 'fatal, error, warn, info, debug, trace or silent (ARENA_LOG_LEVEL)')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & ServeOptions>()
      return run(options, (context) => serve(context, options))
    })
}

async function serve(
  context: CommandContext,
  { port, host, db, logLevel = usualLogLevel(context) }: ServeOptions,
): Promise<ExitCode> {
  const { env, print } = context
  limitHeapGrowth()
  // The other commands need none of it and start faster without.
  const [{ readConfig, takeOver }, { createArena }] = await Promise.all([
    import('@arena/server'),
    import('@arena/client'),
  ])
  const config = readConfig(env, { port, host, databasePath: db, logLevel })
  const stop = context.listenForStop()
  const fatal = new AbortController()
  const server = await takeOver(config, {
    onFatal: (error) => fatal.abort(error),
    onClaim: () => print.note('Another process has the database. It is asked to hand it over.'),
  })
  const arena = createArena({
    url: null, // what was reported to this machine's own server, wherever ARENA_URL points
    home: config.home,
    adopt: true,
    embed: false,
    onWarning: ({ message }) => print.note(message),
  })
  try {
    const isFirstStart = server.firstKey !== null
    const { url, instance } = server
    print.result({ url, instance, home: config.home, database: config.databasePath, isFirstStart }, () => [
      `Arena listens on ${context.colors.bold(url)}`,
      ...(isOpen(config.host) ? ['Other machines reach it, too, by the addresses of this one.'] : []),
      `It keeps everything in ${cleanText(config.databasePath)}`,
      ...(isFirstStart
        ? [
            `A first key was made. It is stored for this machine in ${cleanText(config.home)}/credentials.json`,
            'Make more with `arena key create`.',
          ]
        : []),
    ])
    void arena.drainSpool().then(() => {
      const { scored } = arena.stats()
      if (scored > 0) print.note(`${formatCount(scored, 'report')} that had waited on this machine arrived.`)
    })
    const ends = [stop, fatal.signal]
    if (!ends.some(({ aborted }) => aborted)) await Promise.race(ends.map((signal) => once(signal, 'abort')))
    if (fatal.signal.aborted) throw fatal.signal.reason
    print.note('Stopping.')
  } finally {
    await arena.close({ timeoutInMs: closeTimeoutInMs })
    await server.stop()
  }
  return 0
}

function isOpen(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/** Who looks on wants warnings; a file or another program that reads the log gets what the server logs by itself. */
function usualLogLevel({ env, stderr }: CommandContext): string | undefined {
  return stderr.isTTY && !env['ARENA_LOG_LEVEL'] ? 'warn' : undefined
}
