// Keeps the code of the README equal to the examples: a block after `<!-- example: PATH -->` is the region
// between `// #region readme` and `// #endregion` of that file. With --write it repairs, else it checks.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const readme = join(root, 'README.md')
const block = /<!-- example: (\S+) -->\n```ts\n([\s\S]*?)```/g

function regionOf(path) {
  const region = /^\/\/ #region readme\n([\s\S]*?)^\/\/ #endregion/m.exec(
    readFileSync(join(root, path), 'utf8'),
  )
  if (region === null) throw new Error(`${path} has no region named readme`)
  return `${region[1].trim()}\n`
}

const text = readFileSync(readme, 'utf8')
const blocks = [...text.matchAll(block)]
if (blocks.length === 0) throw new Error('README.md has no block marked as an example')

const stale = blocks.filter(([, path, code]) => regionOf(path) !== code).map(([, path]) => path)
if (stale.length > 0 && process.argv.includes('--write')) {
  writeFileSync(
    readme,
    text.replace(block, (_, path) => `<!-- example: ${path} -->\n\`\`\`ts\n${regionOf(path)}\`\`\``),
  )
} else if (stale.length > 0) {
  console.error(`README.md differs from ${stale.join(', ')}. Run: npm run fix`)
  process.exitCode = 1
}
