import { CommanderError } from 'commander'
import picocolors from 'picocolors'
import type {
  CommandContext,
  CommandHost,
  Env,
  ExitCode,
  GlobalOptions,
  RunAction,
} from './command-context.ts'
import { createProgram } from './create-program.ts'
import { describeError, formatError } from './describe-error.ts'
import { isColoured } from './output/is-coloured.ts'
import { createPrinter } from './output/printer.ts'

/** Runs the command that the arguments name. Never rejects: an error becomes one message and an exit code. */
export async function runCommand(args: readonly string[], host: CommandHost): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  let isJson = args.includes('--json') // for faults in the arguments themselves
  const run: RunAction = async (options, action) => {
    isJson = options.json === true
    exitCode = await action(createContext(host, options))
  }
  try {
    await createProgram(host, run).parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0 // help or version was asked for
    const description = describeError(error)
    if (isJson) createPrinter({ ...host, isJson }).result({ error: description }, () => [])
    const isUsage = description.code === 'usage'
    if (!isUsage) host.stderr.write(`${formatError(description).join('\n')}\n`) // commander has written its own
    return isUsage ? 2 : 1
  }
}

function createContext({ stdout, ...host }: CommandHost, options: GlobalOptions): CommandContext {
  const isJson = options.json === true
  return {
    ...host,
    env: applyOptions(host.env, options),
    isJson,
    print: createPrinter({ stdout, stderr: host.stderr, isJson }),
    colors: picocolors.createColors(isColoured({ env: host.env, isTerminal: stdout.isTTY === true })),
    columns: stdout.isTTY ? stdout.columns : undefined,
  }
}

function applyOptions(env: Env, { url, home }: GlobalOptions): Env {
  const isOtherServer = url !== undefined && Boolean(env['ARENA_URL']) && env['ARENA_URL'] !== url
  return {
    ...env,
    ...(url !== undefined && { ARENA_URL: url }),
    ...(home !== undefined && { ARENA_HOME: home }),
    ...(isOtherServer && { ARENA_API_KEY: undefined }), // that key is the other server's, and no business of this one
  }
}
