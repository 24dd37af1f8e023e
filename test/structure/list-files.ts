import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.ts'

const notOurs = new Set(['node_modules', 'dist', 'coverage', '.git', '.turbo', '.cache'])

/** Every file below a folder of the project, as paths from the project's root with forward slashes. */
export function listFiles(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
      return entry.isDirectory() ? listFiles(path) : [path]
    })
    .sort()
}
