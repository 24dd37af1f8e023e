import { join } from 'node:path'

export interface ProjectsFolderSources {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user's home folder. */
  readonly home: string
}

/** Where Claude Code keeps its transcripts unless told otherwise. */
export function resolveProjectsFolder({ env, home }: ProjectsFolderSources): string {
  return join(env['CLAUDE_CONFIG_DIR'] || join(home, '.claude'), 'projects') // an empty variable counts as unset
}
