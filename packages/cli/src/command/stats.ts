import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { formatAgent } from '../output/format-agent.ts'
import { formatAgents } from '../output/format-agents.ts'
import { formatMe } from '../output/format-me.ts'

const noAgents = [
  'No agent has reported yet.',
  'Count what Claude Code recorded with `arena import claude-code`, or report with @arena/client.',
]

/** `arena stats [AGENT]` */
export function addStatsCommand(program: Command, run: RunAction): void {
  program
    .command('stats')
    .description('your level and your agents, or one agent in full')
    .argument('[agent]', 'name of an agent')
    .action((agent: string | undefined, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), (context) =>
        agent === undefined ? showAll(context) : showAgent(context, agent),
      ),
    )
}

async function showAll(context: CommandContext): Promise<ExitCode> {
  const api = await connect(context)
  const [me, { agents }] = await Promise.all([api.me.get.query({}), api.agent.list.query({})])
  const ranked = agents.toSorted((a, b) => b.xp - a.xp || (a.name < b.name ? -1 : 1))
  context.print.result({ me, agents: ranked }, () => [
    ...formatMe(me, { agents: ranked.length, colors: context.colors }),
    '',
    ...(ranked.length === 0 ? noAgents : formatAgents(ranked, context)),
  ])
  return 0
}

async function showAgent(context: CommandContext, name: string): Promise<ExitCode> {
  const api = await connect(context)
  const agent = await api.agent.get.query({ agent: name })
  context.print.result(agent, () => formatAgent(agent, context.colors))
  return 0
}
