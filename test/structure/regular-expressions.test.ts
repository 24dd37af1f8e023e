import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { isTestCode } from './is-test-code.ts'
import { listFiles } from './list-files.ts'
import { projectRoot } from './project-root.ts'

interface Pattern {
  readonly source: string
  readonly flags: string
}

const shipped = listFiles('packages').filter((path) => /\/src\/.*\.ts$/.test(path) && !isTestCode(path))

function patternsIn(path: string): readonly Pattern[] {
  const found: Pattern[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, readFileSync(join(projectRoot, path), 'utf8'), ts.ScriptTarget.Latest))
  return found
}

function isSafe({ source, flags }: Pattern): boolean {
  const repeats = /[*+{]/.test(source.replaceAll(/\\[pu]\{[^}]*\}/g, '')) // what repeats nothing looks at each place once
  return !repeats || checkSync(source, flags, { timeout: 20_000 }).status === 'safe'
}

it('no regular expression can be held up by a text', { timeout: 240_000 }, () => {
  const patterns = new Map(shipped.flatMap(patternsIn).map((pattern) => [JSON.stringify(pattern), pattern]))
  expect([...patterns.values()].filter((pattern) => !isSafe(pattern))).toEqual([])
  expect(patterns.size).toBeGreaterThan(30)
})

it('one that can be is found', () => {
  expect(isSafe({ source: '^(a+)+$', flags: '' })).toBe(false)
  expect(isSafe({ source: '^a+$', flags: '' })).toBe(true)
})
