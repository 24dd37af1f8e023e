import { ArenaError } from '@arena/core'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { cleanText } from '../output/clean-text.ts'

interface JoinOptions extends GlobalOptions {
  readonly name?: string
}

/** `arena join CODE --url URL` */
export function addJoinCommand(program: Command, run: RunAction): void {
  program
    .command('join')
    .description('become a member of the workspace that a code invites to; stores the key for this machine')
    .argument('<code>', 'from `arena member invite`')
    .option('--name <name>', 'your name there, by default that of your account on this machine')
    .action((code: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<JoinOptions>()
      return run(options, (context) => join(context, code, options))
    })
}

async function join({ env, print }: CommandContext, code: string, options: JoinOptions): Promise<ExitCode> {
  const address = env['ARENA_URL']
  if (!address) {
    throw new ArenaError('invalid-input', 'Name the server of the workspace with --url or ARENA_URL.')
  }
  const [{ createApi, normalizeUrl }, { readConfig, storeCredential, systemUserName }] = await Promise.all([
    import('@arena/client/api'),
    import('@arena/server'),
  ])
  const url = normalizeUrl(address)
  if (url === null)
    throw new ArenaError('invalid-input', `${address} is not an address such as https://HOST.`)
  const { home, zone } = readConfig(env)
  const name = options.name ?? systemUserName()
  const joined = await createApi({ url, key: '' }).invitation.accept.mutate({ code, name, zone })
  const { userId, key, workspace } = joined
  await storeCredential(home, url, { key, userId })
  print.result({ url, workspace, userId, name }, () => [
    `You are ${cleanText(name)} in the workspace ${cleanText(workspace.name)}. The key is stored for this machine.`,
    `Set ARENA_URL=${url} where your agents run.`,
  ])
  return 0
}
