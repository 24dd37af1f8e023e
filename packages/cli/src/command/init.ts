import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ArenaError } from '@arena/core'
import type { Command } from 'commander'
import { type InstallationPlaces, install, uninstall } from '../claude-code/installation.ts'
import type { CommandContext, ExitCode, GlobalOptions, RunAction } from '../command-context.ts'
import { cleanText } from '../output/clean-text.ts'

interface InitOptions {
  readonly statusline?: true
}

/** `arena init claude-code` and `arena uninstall claude-code` */
export function addInitCommands(program: Command, run: RunAction): void {
  program
    .command('init')
    .description('have the agents of a tool counted as they work')
    .command('claude-code')
    .description('adds hooks to the settings of Claude Code; the plugin does the same')
    .option('--statusline', 'take the place of a status line that is there')
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & InitOptions>()
      return run(options, (context) => initClaudeCode(context, options))
    })
  program
    .command('uninstall')
    .description('undo what init did')
    .command('claude-code')
    .description('takes the hooks and the status line out of the settings of Claude Code')
    .action((_: unknown, command: Command) =>
      run(command.optsWithGlobals<GlobalOptions>(), uninstallClaudeCode),
    )
}

async function initClaudeCode(context: CommandContext, { statusline }: InitOptions): Promise<ExitCode> {
  const places = placesOf(context)
  const { settingsPath } = places
  const installed = await install(places, { isStatusLineReplaced: statusline === true })
  const { isChanged, backupPath, hasStatusLine } = installed
  context.print.result({ settingsPath, ...installed }, () => [
    isChanged
      ? `The hooks are in ${cleanText(settingsPath)}. Sessions that start from now on are counted.`
      : `Nothing to do: the hooks are in ${cleanText(settingsPath)} already.`,
    ...(isChanged && backupPath !== null
      ? [`The settings as they were are kept in ${cleanText(backupPath)}`]
      : []),
    hasStatusLine
      ? 'The status line shows agent, level and XP of today.'
      : 'Your status line stays. To have that of Arena in its place: `arena init claude-code --statusline`.',
    'While `arena serve` runs, each run is counted when it ends; `arena import claude-code` counts what lies behind.',
    '`arena uninstall claude-code` undoes this.',
  ])
  return 0
}

async function uninstallClaudeCode(context: CommandContext): Promise<ExitCode> {
  const uninstalled = await uninstall(placesOf(context))
  const settingsPath = cleanText(uninstalled.settingsPath)
  context.print.result(uninstalled, () => [
    uninstalled.isChanged
      ? `The hooks and the status line of Arena are out of ${settingsPath}. What was counted stays.`
      : `Nothing to do: there was nothing of Arena in ${settingsPath}.`,
  ])
  return 0
}

function placesOf({ env, userHome }: CommandContext): InstallationPlaces {
  if (process.platform === 'win32') {
    throw new ArenaError(
      'invalid-input',
      'The hooks need a POSIX shell. `arena import claude-code` works here, too.',
    )
  }
  return {
    settingsPath: resolve(env['CLAUDE_CONFIG_DIR'] || join(userHome(), '.claude'), 'settings.json'),
    home: resolve(env['ARENA_HOME'] || join(userHome(), '.arena')), // hooks run in other folders
    scriptsFolder: fileURLToPath(new URL('../shell', import.meta.url)),
  }
}
