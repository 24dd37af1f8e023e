import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

interface Definition {
  readonly hash: string
  readonly modifiedAtInMs: number
}

interface Wanted {
  readonly agentType: string
  /** Where the run worked; null if that is not known. */
  readonly cwd: string | null
  readonly startedAtInMs: number
}

/** The hash of an agent's definition as it was when a run began; null if that cannot be known. */
export type AgentVersions = (wanted: Wanted) => Promise<string | null>

const fileName = /^[\w.-]+$/

/**
 * Looks definitions up in the project's `.claude/agents`, from the working directory upwards, and then among the
 * user's. A file changed since a run began tells nothing of that run.
 */
export function createAgentVersions(configFolder: string): AgentVersions {
  const found = new Map<string, Promise<Definition | null>>()

  return async ({ agentType, cwd, startedAtInMs }) => {
    if (!fileName.test(agentType)) return null // of a plugin, or no name of a file
    const key = `${agentType} ${cwd}`
    const search = found.get(key) ?? findDefinition([...projectFolders(cwd), configFolder], agentType)
    found.set(key, search)
    const definition = await search
    return definition && definition.modifiedAtInMs <= startedAtInMs ? definition.hash : null
  }
}

function projectFolders(cwd: string | null): string[] {
  const folders: string[] = []
  for (let folder = cwd; folder !== null; folder = dirname(folder) === folder ? null : dirname(folder)) {
    folders.push(join(folder, '.claude'))
  }
  return folders
}

async function findDefinition(folders: readonly string[], agentType: string): Promise<Definition | null> {
  for (const folder of folders) {
    const path = join(folder, 'agents', `${agentType}.md`)
    try {
      const [content, { mtimeMs }] = await Promise.all([readFile(path), stat(path)])
      return {
        hash: createHash('sha256').update(content).digest('hex').slice(0, 16),
        modifiedAtInMs: mtimeMs,
      }
    } catch {
      // it is in another folder, or nowhere
    }
  }
  return null
}
