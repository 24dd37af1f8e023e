import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkLinks } from '../demo/squad/dead-link-checker.ts'
import { listFiles } from './structure/list-files.ts'
import { projectRoot } from './structure/project-root.ts'

const examples = listFiles('examples').filter((path) => path.endsWith('/main.ts'))

describe('the documents', () => {
  it('show the code of the examples', () => {
    const script = join(projectRoot, 'scripts', 'sync-readme.mjs')
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('show every example', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')
    expect(examples.filter((path) => !readme.includes(`<!-- example: ${path} -->`))).toEqual([])
    expect(examples.length).toBeGreaterThan(0)
  })

  it('have no dead links', async () => {
    const paths = listFiles('.').filter((path) => path.endsWith('.md') && !path.startsWith('fixtures/'))
    const check = await checkLinks({ root: projectRoot, name: 'documents', paths })
    expect(check.dead).toEqual([])
    expect(check.links).toBeGreaterThan(3)
  })

  it('name files that exist', () => {
    const named = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'].flatMap((document) =>
      [
        ...readFileSync(join(projectRoot, document), 'utf8').matchAll(
          /`((?:packages|test|scripts|demo)\/[\w./-]+)`/g,
        ),
      ].map(([, path = '']) => ({ document, path })),
    )
    expect(named.filter(({ path }) => !existsSync(join(projectRoot, path)))).toEqual([])
    expect(named.length).toBeGreaterThan(10)
  })
})
