import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const left = new Set(['node_modules', 'dist', 'coverage', '.git', '.turbo'])
const isText = (name: string) => /\.(ts|mjs|json|md|sql)$/.test(name)

/** The text files below a folder, as sorted paths from `root`, without what tools have made. */
export async function listTextFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const lists = await Promise.all(
    entries
      .filter(({ name }) => !left.has(name))
      .map(async (entry) => {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) return listTextFiles(root, path)
        return entry.isFile() && isText(entry.name) ? [path] : []
      }),
  )
  return lists.flat().sort()
}
