import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { findMember } from '../find-member.ts'
import { instant } from '../instant.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatKeys } from '../output/format-keys.ts'
import { type Scope, scopeOption } from '../scope-option.ts'

interface CreateOptions {
  readonly for?: string
  readonly scope?: readonly Scope[]
  readonly expiresAt?: string
}

const usualScopes: readonly Scope[] = ['report:write', 'read']

/** `arena key create|list|revoke` */
export function addKeyCommand(program: Command, run: RunAction): void {
  const key = program.command('key').description('your keys; for admins, those of all')
  key
    .command('create')
    .description('make a key; it is shown this once')
    .argument('<name>', 'what it is for')
    .addOption(scopeOption('what it may do; report:write and read if not given'))
    .option('--for <member>', 'name or id of another member, for admins')
    .option('--expires-at <time>', 'ISO 8601 with offset, such as 2027-01-31T00:00:00Z', instant)
    .action((name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & CreateOptions>()
      return run(options, (context) => createKey(context, name, options))
    })
  key
    .command('list')
    .description('all keys, without what is secret of them')
    .action((_: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (context) => {
        const api = await connect(context)
        const { keys } = await api.key.list.query({})
        context.print.result({ keys }, () => formatKeys(keys, context))
        return 0
      }),
    )
  key
    .command('revoke')
    .description('end a key at once')
    .argument('<id>', 'id of the key, from `arena key list`')
    .action((id: string, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (context) => {
        const api = await connect(context)
        const { record } = await api.key.revoke.mutate({ id })
        context.print.result({ record }, () => [`The key ${cleanText(record.name)} is revoked.`])
        return 0
      }),
    )
}

async function createKey(
  context: CommandContext,
  name: string,
  { scope = usualScopes, expiresAt, for: holder }: CreateOptions,
): Promise<ExitCode> {
  const api = await connect(context)
  const { key, record } = await api.key.create.mutate({
    name,
    scopes: [...scope],
    ...(expiresAt !== undefined && { expiresAt }),
    ...(holder !== undefined && { userId: (await findMember(api, holder)).id }),
  })
  context.print.note(
    `A key for ${cleanText(record.name)} (${record.scopes.join(', ')}). It is shown this once:`,
  )
  context.print.result({ key, record }, () => [key])
  return 0
}
