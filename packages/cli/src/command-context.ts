import type { Printer } from './output/printer.ts'
import type { Screen } from './output/screen.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** 0: done. 1: failed. 2: called in a wrong way. */
export type ExitCode = 0 | 1 | 2

export interface GlobalOptions {
  readonly json?: true
  readonly url?: string
  readonly home?: string
}

/** What the process around the commands gives them, so that they need not reach for it. */
export interface CommandHost {
  readonly env: Env
  /** The home folder of the user; throws `no-home` if nothing tells it. */
  readonly userHome: () => string
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly now: () => number
  /** From the call on, a first request to stop aborts the signal, and a second one ends the process. */
  readonly listenForStop: () => AbortSignal
}

/** What a command is given. `env` has the global options in it. */
export interface CommandContext extends Omit<CommandHost, 'stdout'>, Screen {
  readonly isJson: boolean
  readonly print: Printer
}

/** Runs what a command does and keeps its exit code. */
export type RunAction = (
  options: GlobalOptions,
  action: (context: CommandContext) => Promise<ExitCode>,
) => Promise<void>
