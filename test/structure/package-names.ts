import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.ts'

/** The folders below packages/ that are packages. */
export function packageNames(): string[] {
  return readdirSync(join(projectRoot, 'packages'))
    .filter((name) => existsSync(join(projectRoot, 'packages', name, 'package.json')))
    .sort()
}
