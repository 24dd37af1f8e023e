import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addAchievementsCommand } from './command/achievements.ts'
import { addAgentCommand } from './command/agent.ts'
import { addAmendCommand } from './command/amend.ts'
import { addBackupCommand } from './command/backup.ts'
import { addBridgeCommand } from './command/bridge.ts'
import { addEraseCommand } from './command/erase.ts'
import { addExplainCommand } from './command/explain.ts'
import { addExportCommand } from './command/export.ts'
import { addImportCommand } from './command/import.ts'
import { addInitCommands } from './command/init.ts'
import { addJoinCommand } from './command/join.ts'
import { addKeyCommand } from './command/key.ts'
import { addLeaderboardCommand } from './command/leaderboard.ts'
import { addMemberCommand } from './command/member.ts'
import { addProjectCommand } from './command/project.ts'
import { addRestoreCommand } from './command/restore.ts'
import { addServeCommand } from './command/serve.ts'
import { addStatsCommand } from './command/stats.ts'
import { addStatuslineCommand } from './command/statusline.ts'
import { addTeamCommand } from './command/team.ts'
import { addVerifyCommand } from './command/verify.ts'
import { addVoidCommand } from './command/void.ts'
import { addWatchCommand } from './command/watch.ts'
import { addWorkspaceCommand } from './command/workspace.ts'
import type { CommandHost, RunAction } from './command-context.ts'

/** The grammar of the command line. Global options count before and after the name of a command. */
export function createProgram(
  { stdout, stderr }: Pick<CommandHost, 'stdout' | 'stderr'>,
  run: RunAction,
): Command {
  const program = new Command('arena')
    .description('XP, levels, achievements and live leaderboards for AI agents')
    .version(readVersion(), '-v, --version')
    .option('--json', 'machine output, one JSON value on a line')
    .option('--url <url>', 'address of the server (ARENA_URL)')
    .option('--home <folder>', 'folder of Arena, ~/.arena if not given (ARENA_HOME)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .showHelpAfterError('Run `arena --help` to see the commands and options.')
    .exitOverride()
  addServeCommand(program, run)
  addImportCommand(program, run)
  addBridgeCommand(program, run)
  addExportCommand(program, run)
  addInitCommands(program, run)
  addWatchCommand(program, run)
  addStatsCommand(program, run)
  addStatuslineCommand(program, run)
  addLeaderboardCommand(program, run)
  addAchievementsCommand(program, run)
  addExplainCommand(program, run)
  addAmendCommand(program, run)
  addVoidCommand(program, run)
  addAgentCommand(program, run)
  addKeyCommand(program, run)
  addMemberCommand(program, run)
  addTeamCommand(program, run)
  addProjectCommand(program, run)
  addWorkspaceCommand(program, run)
  addJoinCommand(program, run)
  addVerifyCommand(program, run)
  addEraseCommand(program, run)
  addBackupCommand(program, run)
  addRestoreCommand(program, run)
  return program
}

function readVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  return manifest.version
}
