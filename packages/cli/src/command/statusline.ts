import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { cleanText } from '../output/clean-text.ts'

/** `arena statusline`, the same as the script that `arena init claude-code` sets up, but for the time it takes. */
export function addStatuslineCommand(program: Command, run: RunAction): void {
  program
    .command('statusline')
    .description('the line for the status line of Claude Code: agent, level, XP of today')
    .action((_: unknown, command: Command) => run(command.optsWithGlobals<GlobalOptions>(), printStatusLine))
}

async function printStatusLine({ env, userHome, print }: CommandContext): Promise<ExitCode> {
  const home = env['ARENA_HOME'] || join(userHome(), '.arena')
  const file = await readFile(join(home, 'statusline'), 'utf8').catch(() => '') // no server has run yet
  const session = process.stdin.isTTY ? null : sessionOf(await readText(process.stdin))
  const lines = file
    .split('\n')
    .map((line) => [line.split(' ', 1)[0], line.slice(line.indexOf(' ') + 1)] as const)
  const own = lines.find(([name]) => name === session) ?? lines.find(([name]) => name === '-')
  const text = own?.[1] ?? ''
  print.result({ text }, () => (text === '' ? [] : [cleanText(text)]))
  return 0
}

function sessionOf(payload: string): string | null {
  return /"session_id":\s*"([^"]+)"/.exec(payload)?.[1] ?? null
}
