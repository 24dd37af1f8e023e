import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { listFiles } from './structure/list-files.ts'
import { projectRoot } from './structure/project-root.ts'

interface Call {
  readonly path: string
  /** Such as `vi.mock` or `it.each`. */
  readonly callee: string
  /** The first argument, when it is a text. */
  readonly name: string | null
}

const paths = listFiles('.').filter((path) => /\.(test|contract)\.ts$/.test(path))
const calls = paths.flatMap((path) => callsOf(path, readFileSync(join(projectRoot, path), 'utf8')))
const tests = calls.filter(({ callee, name }) => /^(it|test|describe)\b/.test(callee) && name !== null)

describe('tests', () => {
  it('are found', () => {
    expect(paths.length).toBeGreaterThan(60)
    expect(tests.length).toBeGreaterThan(300)
  })

  it('mock no module', () => {
    expect(calls.filter(({ callee }) => /^vi\.(mock|doMock|hoisted)$/.test(callee))).toEqual([])
  })

  it('all run', () => {
    expect(calls.filter(({ callee }) => /^(it|test|describe)\b.*\.(only|todo)\b/.test(callee))).toEqual([])
  })

  it('are named as statements', () => {
    expect(tests.filter(({ name }) => /\bshould\b|[.!]$/.test(name ?? ''))).toEqual([])
  })
})

describe('the reader of tests', () => {
  it('sees calls through their modifiers', () => {
    const text = "vi.mock('x')\nit.only('a', f)\nit.each([1])('b %s', f)\ndescribe(name, f)"
    expect(callsOf('x.ts', text).map(({ callee, name }) => `${callee} ${name}`)).toEqual([
      'vi.mock x',
      'it.only a',
      'it.each([1]) b %s',
      'it.each null',
      'describe null',
    ])
  })
})

function callsOf(path: string, text: string): Call[] {
  const found: Call[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments
      const name = first !== undefined && ts.isStringLiteralLike(first) ? first.text : null
      found.push({ path, callee: node.expression.getText(), name })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
}
