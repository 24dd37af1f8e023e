import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { isTestCode } from './structure/is-test-code.ts'
import { listFiles } from './structure/list-files.ts'
import { projectRoot } from './structure/project-root.ts'

const self = 'test/words.test.ts'
const isText = (path: string) => /\.(ts|mjs|json|md|sql|sh)$|^\.ci\/run$|^LICENSE$|^\.gitignore$/.test(path)
// Recorded sessions are data, and the lockfile is npm's.
const isOurs = (path: string) =>
  !path.startsWith('fixtures/') && path !== 'package-lock.json' && path !== self

const files = listFiles('.').filter((path) => isText(path) && isOurs(path))
const texts = files.map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }))
const linesWith = (pattern: RegExp) =>
  texts.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  )

describe('the words of the project', () => {
  it('are looked at', () => {
    expect(files.length).toBeGreaterThan(60)
  })

  it('name no place outside the project', () => {
    expect(linesWith(/\/work\/|\bshared\/|\/tmp\/brief/)).toEqual([])
  })

  it('name no numbers of a tracker', () => {
    expect(linesWith(/\b(issue|card|ticket|PR)s? ?#?\d|[\s(]#\d+\b/i)).toEqual([])
  })

  it('leave nothing to do later', () => {
    expect(linesWith(/\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
  })

  it('hold no merge marks', () => {
    expect(linesWith(/^(<{7}|>{7}) /)).toEqual([])
  })

  it('tell people things without exclamation marks or emoji', () => {
    const docs = texts.filter(({ path }) => path.endsWith('.md'))
    const loud = docs
      .filter(({ text }) => /\w!(\s|$)|\p{Extended_Pictographic}/u.test(text))
      .map(({ path }) => path)
    expect(loud).toEqual([])
    expect(docs.length).toBeGreaterThan(0)
  })

  it('let programs say things without exclamation marks or emoji', () => {
    const programs = texts.filter(
      ({ path }) => /^(packages\/[^/]+\/src|demo|examples)\/.*\.ts$/.test(path) && !isTestCode(path),
    )
    const said = programs.flatMap(({ path, text }) => saidIn(path, text))
    expect(said.filter(({ text }) => /\p{L}!(\s|$)|\p{Emoji_Presentation}/u.test(text))).toEqual([])
    expect(said.length).toBeGreaterThan(500)
  })
})

/** The texts in a program: literals and the fixed parts of templates. */
function saidIn(path: string, program: string): { path: string; text: string }[] {
  const found: { path: string; text: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) found.push({ path, text: node.text })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, program, ts.ScriptTarget.Latest, true))
  return found
}
