import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkLinks } from '../demo/squad/dead-link-checker.ts'
import { isTestCode } from './structure/is-test-code.ts'
import { listFiles } from './structure/list-files.ts'
import { projectRoot } from './structure/project-root.ts'

const documents = listFiles('.').filter((path) => /^(docs\/)?[^/]+\.md$/.test(path))
const texts = documents.map((path) => readFileSync(join(projectRoot, path), 'utf8')).join('\n')
const examples = listFiles('examples').filter((path) => path.endsWith('/main.ts'))

describe('the documents', () => {
  it('show the code of the examples', () => {
    const script = join(projectRoot, 'scripts', 'sync-documents.mjs')
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('show every example', () => {
    expect(examples.filter((path) => !texts.includes(`<!-- example: ${path} -->`))).toEqual([])
    expect(examples.length).toBeGreaterThan(0)
  })

  it('have no dead links', async () => {
    const paths = listFiles('.').filter((path) => path.endsWith('.md') && !path.startsWith('fixtures/'))
    const check = await checkLinks({ root: projectRoot, name: 'documents', paths })
    expect(check.dead).toEqual([])
    expect(check.links).toBeGreaterThan(3)
  })

  it('name files that exist', () => {
    const named = [
      ...texts.matchAll(
        /`((?:packages|test|scripts|demo|bench|faults|fixtures|plugins|examples)\/[\w./-]+)`/g,
      ),
    ]
    const paths = named.map(([, path = '']) => path)
    expect(paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([])
    expect(paths.length).toBeGreaterThan(50)
  })

  it('name every variable of the environment that the packages read, and no other', () => {
    const shipped = listFiles('packages').filter((path) => path.includes('/src/') && !isTestCode(path))
    const inCode = shipped.flatMap((path) => variablesIn(readFileSync(join(projectRoot, path), 'utf8')))
    const [, table = ''] =
      /\| variable \|.*\n([\s\S]*?)\n\n/.exec(readFileSync(join(projectRoot, 'README.md'), 'utf8')) ?? []
    const rows = table.split('\n').flatMap((row) => variablesIn(row.split(' | ')[0] ?? ''))
    expect(rows.sort()).toEqual([...new Set(inCode)].sort())
  })
})

const variablesIn = (text: string): string[] => text.match(/\bARENA_[A-Z]+(?:_[A-Z]+)*/g) ?? []
