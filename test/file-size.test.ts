import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTestCode } from './structure/is-test-code.ts'
import { listFiles } from './structure/list-files.ts'
import { projectRoot } from './structure/project-root.ts'

const maxLines = 400
const maxMedianLines = 80
const forbiddenNames = new Set([
  'utils',
  'util',
  'utilities',
  'helpers',
  'helper',
  'common',
  'shared',
  'types',
  'misc',
  'manager',
  'managers',
  'service',
  'services',
])

const kebabCase = /^[.]?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)*$/

const handWritten = listFiles('.').filter((path) => /\.(ts|mjs)$/.test(path) && !path.startsWith('fixtures/'))
const shipped = handWritten.filter((path) => /^packages\/[^/]+\/src\//.test(path) && !isTestCode(path))

const linesOf = (path: string) => readFileSync(join(projectRoot, path), 'utf8').trimEnd().split('\n').length

describe('source files', () => {
  it('are found', () => {
    expect(shipped.length).toBeGreaterThan(50)
  })

  it(`have at most ${maxLines} lines`, () => {
    const long = handWritten
      .map((path) => ({ path, lines: linesOf(path) }))
      .filter(({ lines }) => lines > maxLines)
    expect(long).toEqual([])
  })

  it(`have a median of at most ${maxMedianLines} lines`, () => {
    const sorted = shipped.map(linesOf).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(maxMedianLines)
  })

  it('are named for one thing, not for a drawer', () => {
    const drawers = handWritten.filter((path) => {
      const words = basename(path).split(/[.-]/)
      return (
        words.some((word) => forbiddenNames.has(word)) ||
        dirname(path)
          .split('/')
          .some((name) => forbiddenNames.has(name))
      )
    })
    expect(drawers).toEqual([])
  })

  it('and their folders are named in kebab-case', () => {
    const odd = handWritten.filter((path) => !path.split('/').every((name) => kebabCase.test(name)))
    expect(odd).toEqual([])
  })

  it('export by name only', () => {
    const faults = shipped.filter((path) => {
      const text = readFileSync(join(projectRoot, path), 'utf8')
      return /^export default|^export \*/m.test(text)
    })
    expect(faults).toEqual([])
  })
})
