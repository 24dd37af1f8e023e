import type { Command } from 'commander'
import type { GlobalOptions, RunAction } from '../command-context.ts'
import { connect } from '../connect.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatTime } from '../output/format-time.ts'
import { formatTable } from '../output/table.ts'

/** `arena project list|create|archive` */
export function addProjectCommand(program: Command, run: RunAction): void {
  const project = program.command('project').description('what reports are about')
  project
    .command('list')
    .description('all projects; the first report of one makes it')
    .action((_: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), async (context) => {
        const api = await connect(context)
        const { projects } = await api.project.list.query({})
        const { colors, columns } = context
        context.print.result({ projects }, () =>
          formatTable(
            [{ title: 'Project', fit: 'cut' }, { title: 'Since (UTC)' }, { title: '' }],
            projects.map(({ name, createdAt, archivedAt }) => [
              { text: name, paint: colors.bold },
              formatTime(createdAt),
              archivedAt === null ? '' : 'archived',
            ]),
            { paintTitle: colors.dim, maxColumns: columns },
          ),
        )
        return 0
      }),
    )
  for (const verb of ['create', 'archive'] as const) {
    project
      .command(verb)
      .description(
        verb === 'create' ? 'make a project before its first report' : 'close one; its boards stay',
      )
      .argument('<name>')
      .action((name: string, _: unknown, command: Command) =>
        run(command.optsWithGlobals<GlobalOptions>(), async (context) => {
          const api = await connect(context)
          const answer = await api.project[verb].mutate({ name })
          context.print.result(answer, () => [
            `The project ${cleanText(answer.project.name)} is ${verb === 'create' ? 'there' : 'archived'}.`,
          ])
          return 0
        }),
      )
  }
}
