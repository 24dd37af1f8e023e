import { type Command, Option } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { findMember } from '../find-member.ts'
import { findTeam } from '../find-team.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatMembers } from '../output/format-members.ts'
import { scopeOption } from '../scope-option.ts'
import { wholeNumber } from '../whole-number.ts'
import { addMemberInvitations } from './member-invitations.ts'

type InvitationInput = NonNullable<Parameters<Api['invitation']['create']['mutate']>[0]>
type Role = NonNullable<InvitationInput['role']>

interface InviteOptions extends GlobalOptions {
  readonly role: Role
  readonly team?: string
  readonly scope?: InvitationInput['scopes']
  readonly hours: number
}

interface SetOptions extends GlobalOptions {
  readonly name?: string
  readonly zone?: string
  readonly profile?: 'visible' | 'hidden'
  readonly boards?: 'visible' | 'hidden'
}

const roleOption = () =>
  new Option('--role <role>', 'owner, admin or member').choices(['owner', 'admin', 'member'])

/** `arena member list|invite|invitations|uninvite|add|role|remove|restore|set` */
export function addMemberCommand(program: Command, run: RunAction): void {
  const member = program.command('member').description('who is in the workspace')
  const act =
    <Options extends GlobalOptions>(
      action: (context: CommandContext, name: string, options: Options) => Promise<ExitCode>,
    ) =>
    (...given: unknown[]) => {
      const command = given.at(-1) as Command
      const options = command.optsWithGlobals<Options>()
      return run(options, (context) => action(context, String(command.processedArgs[0] ?? ''), options))
    }
  member
    .command('list')
    .description('all members')
    .option('--removed', 'those removed, too')
    .action(act<GlobalOptions & { readonly removed?: true }>(listMembers))
  member
    .command('invite')
    .description('make a code that lets one person join, once')
    .addOption(roleOption().default('member'))
    .option('--team <team>', 'name or id of the team to join')
    .addOption(scopeOption('what the key of the new member may do'))
    .option('--hours <hours>', 'how long the code is good', wholeNumber({ min: 1, max: 720 }), 72)
    .action(act(invite))
  addMemberInvitations(member, run)
  member
    .command('add')
    .description('add a member at once, such as a machine; prints the key, this once')
    .argument('<name>')
    .option('--team <team>', 'name or id of the team to join')
    .addOption(scopeOption('what the key may do'))
    .action(act(addMember))
  member
    .command('role')
    .description('give a member another role, as owners may')
    .argument('<member>', 'name or id')
    .addOption(roleOption().makeOptionMandatory())
    .action(
      act<GlobalOptions & { readonly role: Role }>(async (context, text, { role }) => {
        const api = await connect(context)
        const { id } = await findMember(api, text, { removed: true })
        const { member: changed } = await api.member.setRole.mutate({ userId: id, role })
        context.print.result({ member: changed }, () => [`${cleanText(changed.name)} is now ${role}.`])
        return 0
      }),
    )
  member
    .command('remove')
    .description('end a membership: keys and streams end at once, what was earned stays')
    .argument('<member>', 'name or id')
    .action(
      act(async (context, text) => {
        const api = await connect(context)
        const { id } = await findMember(api, text, { removed: true })
        const { member: removed } = await api.member.remove.mutate({ userId: id })
        context.print.result({ member: removed }, () => [`${cleanText(removed.name)} is removed.`])
        return 0
      }),
    )
  member
    .command('restore')
    .description('take a removed member back, who then needs a new key')
    .argument('<member>', 'name or id')
    .action(
      act(async (context, text) => {
        const api = await connect(context)
        const { id } = await findMember(api, text, { removed: true })
        const { member: back } = await api.member.restore.mutate({ userId: id })
        context.print.result({ member: back }, () => [
          `${cleanText(back.name)} is a member again. Make a key with \`arena key create NAME --for ${back.id}\`.`,
        ])
        return 0
      }),
    )
  member
    .command('set')
    .description('your own settings')
    .option('--name <name>', 'your name')
    .option('--zone <zone>', 'the time zone of your streaks, such as Europe/Berlin')
    .addOption(visibility('--profile', 'whether others may open your stats, agents and achievements'))
    .addOption(visibility('--boards', 'whether you stand on boards of members'))
    .action(act(setOwn))
}

const visibility = (flag: string, description: string) =>
  new Option(`${flag} <state>`, description).choices(['visible', 'hidden'])

async function listMembers(
  context: CommandContext,
  _: string,
  { removed = false }: { readonly removed?: boolean },
): Promise<ExitCode> {
  const api = await connect(context)
  const [{ members }, { teams }] = await Promise.all([
    api.member.list.query({ removed }),
    api.team.list.query({}),
  ])
  const teamNameById = new Map(teams.map(({ id, name }) => [id, name]))
  context.print.result({ members }, () => formatMembers(members, { ...context, teamNameById }))
  return 0
}

async function invite(
  context: CommandContext,
  _: string,
  { role, team, scope, hours }: InviteOptions,
): Promise<ExitCode> {
  const api = await connect(context)
  const invited = await api.invitation.create.mutate({
    role,
    expiresInHours: hours,
    ...(scope && { scopes: scope }),
    ...(team !== undefined && { teamId: (await findTeam(api, team)).id }),
  })
  context.print.note(
    `A code for one new ${role}, good for ${hours} hours. It is shown this once; it is used by`,
  )
  context.print.note('  arena join CODE --url ADDRESS-OF-THIS-SERVER')
  context.print.result(invited, () => [invited.code])
  return 0
}

async function addMember(
  context: CommandContext,
  name: string,
  { team, scope }: Partial<InviteOptions>,
): Promise<ExitCode> {
  const api = await connect(context)
  const added = await api.member.add.mutate({
    name,
    ...(scope && { scopes: scope }),
    ...(team !== undefined && { teamId: (await findTeam(api, team)).id }),
  })
  context.print.note(`${cleanText(name)} is a member. The key is shown this once:`)
  context.print.result(added, () => [added.key])
  return 0
}

async function setOwn(context: CommandContext, _: string, options: SetOptions): Promise<ExitCode> {
  const { name, zone, profile, boards } = options
  const api = await connect(context)
  const { member } = await api.member.update.mutate({
    ...(name !== undefined && { name }),
    ...(zone !== undefined && { zone }),
    ...(profile && { isProfileVisible: profile === 'visible' }),
    ...(boards && { isOnBoards: boards === 'visible' }),
  })
  const shown = (isVisible: boolean) => (isVisible ? 'visible' : 'hidden')
  context.print.result({ member }, () => [
    `${cleanText(member.name)}: profile ${shown(member.isProfileVisible)}, on boards ${shown(member.isOnBoards)}.`,
  ])
  return 0
}
