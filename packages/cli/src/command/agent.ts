import type { Command } from 'commander'
import type { CommandContext, GlobalOptions, RunAction } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { formatAgent } from '../output/format-agent.ts'

interface DescribeOptions extends GlobalOptions {
  readonly displayName?: string
  readonly category?: string
  readonly specialty?: readonly string[]
}

/** `arena agent rename|describe` */
export function addAgentCommand(program: Command, run: RunAction): void {
  const agent = program.command('agent').description('what your agents are called')
  agent
    .command('rename')
    .description('give an agent another name; its history and reports under its old names stay with it')
    .argument('<agent>')
    .argument('<name>')
    .action((present: string, name: string, _: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (context) => {
        const api = await connect(context)
        return show(context, await api.agent.rename.mutate({ agent: present, name }))
      }),
    )
  agent
    .command('describe')
    .description('say what people call an agent and what it is for')
    .argument('<agent>')
    .option('--display-name <name>', 'what people call it')
    .option('--category <category>', 'such as development')
    .option('--specialty <specialties...>', 'what it is good at; they take the place of those before')
    .action((name: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<DescribeOptions>()
      return run(options, async (context) => {
        const { displayName, category, specialty } = options
        const api = await connect(context)
        return show(
          context,
          await api.agent.describe.mutate({
            agent: name,
            ...(displayName !== undefined && { displayName }),
            ...(category !== undefined && { category }),
            ...(specialty && { specialties: [...specialty] }),
          }),
        )
      })
    })
}

type Agent = Awaited<ReturnType<Api['agent']['get']['query']>>

function show(context: CommandContext, agent: Agent): 0 {
  context.print.result(agent, () => formatAgent(agent, context.colors))
  return 0
}
