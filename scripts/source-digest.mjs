import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const isBuilt = (name) => !/\.(test|test-d|contract)\.ts$/.test(name)

/** The digest of everything that the built packages are made from. */
export function sourceDigest(root) {
  const digest = createHash('sha256')
  const addFile = (path) => {
    if (existsSync(join(root, path))) digest.update(`${path}\0`).update(readFileSync(join(root, path)))
  }
  const addFolder = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) addFolder(path)
      else if (isBuilt(entry.name)) addFile(path)
    }
  }
  for (const path of ['tsconfig.base.json', 'turbo.json', 'package-lock.json']) addFile(path)
  for (const name of readdirSync(join(root, 'packages')).sort()) {
    for (const path of ['package.json', 'tsconfig.json', 'tsup.config.ts'])
      addFile(`packages/${name}/${path}`)
    if (existsSync(join(root, 'packages', name, 'src'))) addFolder(`packages/${name}/src`)
  }
  return digest.digest('hex')
}
