import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

const uuid = /\b[0-9a-f]{4}([0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g
const agentId = /\ba[0-9a-f]{4}([0-9a-f]{12})\b/g
const givenId = /\b(msg|req|toolu)_01/g

/** Copies recorded transcripts until there are so many bytes of them, each copy under ids of its own. */
export async function multiplyRecordings(
  from: string,
  { into, bytes }: { readonly into: string; readonly bytes: number },
): Promise<number> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  await cp(from, into, { recursive: true })
  let written = texts.reduce((sum, text) => sum + text.length, 0)
  for (let copy = 1; written < bytes; copy += 1) {
    for (const [index, text] of texts.entries()) {
      const path = join(into, renumber(relative(from, paths[index] ?? ''), copy))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, renumber(text, copy))
      written += text.length
    }
  }
  return written
}

function renumber(text: string, copy: number): string {
  const digits = copy.toString(16).padStart(4, '0')
  return text.replace(uuid, `${digits}$1`).replace(agentId, `a${digits}$1`).replace(givenId, `$1_${digits}`)
}
