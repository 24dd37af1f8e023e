import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { findMember } from '../find-member.ts'
import { findTeam } from '../find-team.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatTeams, type TeamRowView } from '../output/format-teams.ts'

/** `arena team list|create|rename|archive|add|remove` */
export function addTeamCommand(program: Command, run: RunAction): void {
  const team = program.command('team').description('teams, whose boards their members share')
  const act =
    (action: (context: CommandContext, ...names: string[]) => Promise<ExitCode>) =>
    (...given: unknown[]) => {
      const command = given.at(-1) as Command
      return run(command.optsWithGlobals<GlobalOptions>(), (context) =>
        action(context, ...command.processedArgs.map(String)),
      )
    }
  team.command('list').description('your team; for admins, all').action(act(listTeams))
  team
    .command('create')
    .description('make a team')
    .argument('<name>')
    .action(
      act(async (context, name = '') => {
        const api = await connect(context)
        return show(context, await api.team.create.mutate({ name }), 'is made')
      }),
    )
  team
    .command('rename')
    .description('give a team another name')
    .argument('<team>', 'name or id')
    .argument('<name>')
    .action(
      act(async (context, text = '', name = '') => {
        const api = await connect(context)
        const { id } = await findTeam(api, text)
        return show(context, await api.team.rename.mutate({ teamId: id, name }), 'has its new name')
      }),
    )
  team
    .command('archive')
    .description('close a team; its boards stay')
    .argument('<team>', 'name or id')
    .action(
      act(async (context, text = '') => {
        const api = await connect(context)
        const { id } = await findTeam(api, text)
        return show(context, await api.team.archive.mutate({ teamId: id }), 'is archived')
      }),
    )
  team
    .command('add')
    .description(
      'put a member into a team, out of any other; it gets credit for his or her reports from now on',
    )
    .argument('<team>', 'name or id')
    .argument('<member>', 'name or id')
    .action(
      act(async (context, text = '', member = '') => {
        const api = await connect(context)
        return show(
          context,
          await api.team.addMember.mutate(await place(api, text, member)),
          'has a new member',
        )
      }),
    )
  team
    .command('remove')
    .description('take a member out of a team')
    .argument('<team>', 'name or id')
    .argument('<member>', 'name or id')
    .action(
      act(async (context, text = '', member = '') => {
        const api = await connect(context)
        return show(
          context,
          await api.team.removeMember.mutate(await place(api, text, member)),
          'has a member less',
        )
      }),
    )
}

async function listTeams(context: CommandContext): Promise<ExitCode> {
  const api = await connect(context)
  const { teams } = await api.team.list.query({})
  context.print.result({ teams }, () => formatTeams(teams, context))
  return 0
}

async function place(api: Api, team: string, member: string) {
  const { id: teamId } = await findTeam(api, team)
  return { teamId, userId: (await findMember(api, member)).id }
}

function show(context: CommandContext, { team }: { readonly team: TeamRowView }, what: string): ExitCode {
  context.print.result({ team }, () => [
    `The team ${cleanText(team.name)} ${what}.`,
    ...formatTeams([team], context),
  ])
  return 0
}
