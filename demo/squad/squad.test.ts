import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { complexityOfSize } from './complexity-of-size.ts'
import { checkLinks } from './dead-link-checker.ts'
import { findDuplicates } from './duplicate-finder.ts'
import { countLines } from './line-counter.ts'
import { listTextFiles } from './list-text-files.ts'

async function folderWith(files: Record<string, string | Uint8Array>) {
  const root = await mkdtemp(join(tmpdir(), 'arena-squad-'))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return {
    root,
    name: 'a folder',
    paths: Object.keys(files),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

const block = (name: string) => Array.from({ length: 8 }, (_, index) => `${name} ${index}`).join('\n')

describe('countLines', () => {
  it('counts lines with and without an end', async () => {
    await using order = await folderWith({ 'a.ts': 'one\n\ntwo\n', 'b.ts': 'three', 'c.ts': '' })
    expect(await countLines(order)).toEqual({ files: 3, lines: 4, blankLines: 1 })
  })
})

describe('checkLinks', () => {
  it('finds links that lead nowhere', async () => {
    await using order = await folderWith({
      'README.md':
        '[a](docs/a.md) [gone](docs/b.md)\n\n```\n[code](none.md)\n```\n[top](#top)\n[root](/gone.md)',
      'docs/a.md': '[up](../README.md#top) [missing](./c.md "title")',
    })
    const check = await checkLinks(order)
    expect(check.links).toBe(6)
    expect(check.dead).toEqual([
      { path: 'README.md', line: 1, target: 'docs/b.md' },
      { path: 'README.md', line: 7, target: '/gone.md' },
      { path: 'docs/a.md', line: 1, target: './c.md' },
    ])
  })

  it('leaves links to the web undecided', async () => {
    await using order = await folderWith({ 'a.md': '[web](https://example.org) [self](a.md)' })
    expect(await checkLinks(order)).toEqual({ links: 2, undecided: 1, dead: [] })
  })
})

describe('findDuplicates', () => {
  it('finds a block that stands in two files', async () => {
    await using order = await folderWith({
      'a.ts': block('x'),
      'b.ts': `\n${block('x')}`,
      'c.ts': block('y'),
    })
    expect(await findDuplicates(order)).toEqual([
      {
        lines: 8,
        places: [
          { path: 'a.ts', line: 1 },
          { path: 'b.ts', line: 2 },
        ],
      },
    ])
  })
})

describe('listTextFiles', () => {
  it('leaves out what tools have made', async () => {
    await using folder = await folderWith({ 'b.ts': '', 'a/c.md': '', 'dist/d.ts': '', 'e.png': '' })
    expect(await listTextFiles(folder.root, '.')).toEqual(['a/c.md', 'b.ts'])
  })
})

describe('complexityOfSize', () => {
  it('grows with the number of items', () => {
    expect([0, 10, 60, 400].map(complexityOfSize)).toEqual(['simple', 'medium', 'complex', 'expert'])
  })
})
