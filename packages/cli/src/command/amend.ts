import { outcomes, qualitySources } from '@arena/core'
import { type Command, Option } from 'commander'
import type { GlobalOptions, RunAction } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { addEvidence } from '../evidence-option.ts'
import { formatCorrection } from '../output/format-correction.ts'
import { share } from '../share.ts'

type AmendInput = Parameters<Api['report']['amend']['mutate']>[0]
type Quality = NonNullable<AmendInput['quality']>

interface AmendOptions extends Pick<AmendInput, 'outcome' | 'evidence' | 'reason'>, Quality {
  readonly user?: string
}

/** `arena amend REPORT` */
export function addAmendCommand(program: Command, run: RunAction): void {
  program
    .command('amend')
    .description('add what became known later to a report')
    .argument('<report>', 'id of the report')
    .addOption(new Option('--outcome <outcome>', 'how it ended').choices(outcomes))
    .option('--code <score>', 'quality of the code, 0 to 1', share)
    .option('--response <score>', 'quality of the response, 0 to 1', share)
    .option('--satisfaction <score>', 'satisfaction of the user, 0 to 1', share)
    .addOption(
      new Option('--source <source>', 'who judges the quality; self if not given').choices(qualitySources),
    )
    .option(
      '--evidence <type=note>',
      'repeatable; bug_resolution="no crash since", innovation:1.5=...',
      addEvidence,
    )
    .option('--reason <text>', 'why')
    .option('--user <id>', 'whose report it is, for keys that may review')
    .action((reportId: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & AmendOptions>()
      return run(options, async (context) => {
        const api = await connect(context)
        const answer = await api.report.amend.mutate({ reportId, ...readFacts(options) })
        context.print.result(answer, () => formatCorrection(answer, context.colors))
        return 0
      })
    })
}

function readFacts(options: AmendOptions): Omit<AmendInput, 'reportId'> {
  const { outcome, evidence, reason, user: userId, response, satisfaction, code, source } = options
  const isJudged = [response, satisfaction, code, source].some((value) => value !== undefined)
  return {
    outcome,
    evidence,
    reason,
    userId,
    ...(isJudged && { quality: { response, satisfaction, code, source } }),
  }
}
