import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { formatInvitations } from '../output/format-invitations.ts'

/** `arena member invitations` and `arena member uninvite ID` */
export function addMemberInvitations(member: Command, run: RunAction): void {
  member
    .command('invitations')
    .description('the invitations that still let somebody join, without their codes')
    .action((_: unknown, command: Command) => run(command.optsWithGlobals<GlobalOptions>(), listOpen))
  member
    .command('uninvite')
    .description('end an invitation at once')
    .argument('<id>', 'id of the invitation, from `arena member invitations`')
    .action((id: string, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), (context) => revoke(context, id)),
    )
}

async function listOpen(context: CommandContext): Promise<ExitCode> {
  const api = await connect(context)
  const [listed, { members }, { teams }] = await Promise.all([
    api.invitation.list.query({}),
    api.member.list.query({ removed: true }),
    api.team.list.query({}),
  ])
  const invitations = listed.invitations.filter(
    ({ usedAt, revokedAt, expiresAt }) =>
      usedAt === null && revokedAt === null && Date.parse(expiresAt) > context.now(),
  )
  const nameById = new Map([...members, ...teams].map(({ id, name }) => [id, name]))
  context.print.result({ invitations }, () => formatInvitations(invitations, { ...context, nameById }))
  return 0
}

async function revoke(context: CommandContext, id: string): Promise<ExitCode> {
  const api = await connect(context)
  const { invitation } = await api.invitation.revoke.mutate({ id })
  context.print.result({ invitation }, () => [
    invitation.usedAt === null
      ? `The invitation of a new ${invitation.role} is revoked.`
      : 'That invitation was used before. Who joined by it leaves by `arena member remove`.',
  ])
  return 0
}
