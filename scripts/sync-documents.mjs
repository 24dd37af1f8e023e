// Keeps the code of the README and of docs/ equal to the examples: a block after `<!-- example: PATH -->` is the
// region between `// #region readme` and `// #endregion` of that file. With --write it repairs, else it checks.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]
const block = /<!-- example: (\S+) -->\n```ts\n([\s\S]*?)```/g

function regionOf(path) {
  const region = /^\/\/ #region readme\n([\s\S]*?)^\/\/ #endregion/m.exec(
    readFileSync(join(root, path), 'utf8'),
  )
  if (region === null) throw new Error(`${path} has no region named readme`)
  return `${region[1].trim()}\n`
}

let count = 0
for (const document of documents) {
  const text = readFileSync(join(root, document), 'utf8')
  const blocks = [...text.matchAll(block)]
  count += blocks.length
  const stale = blocks.filter(([, path, code]) => regionOf(path) !== code).map(([, path]) => path)
  if (stale.length > 0 && process.argv.includes('--write')) {
    writeFileSync(
      join(root, document),
      text.replace(block, (_, path) => `<!-- example: ${path} -->\n\`\`\`ts\n${regionOf(path)}\`\`\``),
    )
  } else if (stale.length > 0) {
    console.error(`${document} differs from ${stale.join(', ')}. Run: npm run fix`)
    process.exitCode = 1
  }
}
if (count === 0) throw new Error('No document has a block marked as an example')
