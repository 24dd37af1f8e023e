import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { importsOf, importsOfText } from './structure/imports-of.ts'
import { isTestCode } from './structure/is-test-code.ts'
import { listFiles } from './structure/list-files.ts'
import { packageNames } from './structure/package-names.ts'
import { packageOf } from './structure/package-of.ts'
import { projectRoot } from './structure/project-root.ts'

/** Which package may load which. An arrow that is not drawn here does not exist. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  server: ['@arena/core'],
  client: ['@arena/core'],
  cli: ['@arena/core', '@arena/client', '@arena/server'],
}
const typeOnlyArrows: Readonly<Record<string, readonly string[]>> = { client: ['@arena/server'] }
/** The one file that may load more than its package: an engine in the agent's own process, when it is needed. */
const embeddedArrow = { path: 'packages/client/src/engine/load-embedded.ts', door: '@arena/server/embedded' }

/** What lives beside the packages uses them as a stranger would: the doors named here and no file within. */
const arrowsFromOutside: Readonly<Record<string, readonly string[]>> = {
  bench: ['@arena/client', '@arena/core'],
  demo: ['@arena/client', '@arena/core'],
  e2e: [],
  examples: ['@arena/client'],
  faults: ['@arena/client', '@arena/core'],
  scripts: [],
  test: [],
}

/** They measure or break parts by themselves, such as the store. */
const foldersThatLookInside = ['bench', 'faults']

const forbiddenInCore = new Set([
  'console',
  'crypto',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
])

const sourcesOf = (name: string) =>
  listFiles(`packages/${name}/src`).filter((path) => path.endsWith('.ts') && !isTestCode(path))
const codeIn = (folder: string) => listFiles(folder).filter((path) => /\.(ts|mjs)$/.test(path))
const bareImportsOf = (name: string) =>
  sourcesOf(name)
    .flatMap(importsOf)
    .filter(({ specifier }) => !specifier.startsWith('.'))

describe('the law of arrows', () => {
  it('knows every package', () => {
    expect(packageNames().filter((name) => !(name in arrows))).toEqual([])
  })

  it.each(packageNames())('holds in %s', (name) => {
    const imports = bareImportsOf(name).filter(({ specifier }) => specifier.startsWith('@arena/'))
    const wrong = imports.filter(({ path, specifier, isTypeOnly }) => {
      if (path === embeddedArrow.path && specifier === embeddedArrow.door) return false
      const target = packageOf(specifier)
      if (arrows[name]?.includes(target)) return false
      return !(isTypeOnly && typeOnlyArrows[name]?.includes(target))
    })
    expect(wrong).toEqual([])
    expect(sourcesOf(name).length).toBeGreaterThan(0)
  })

  it.each(packageNames())('lets no relative import leave %s, but from test to test', (name) => {
    const leaving = codeIn(`packages/${name}`)
      .flatMap(importsOf)
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ path, specifier }) => ({ path, target: join(path, '..', specifier) }))
      .filter(({ target }) => !target.startsWith(`packages/${name}/`))
    const isAmongTests = /^packages\/[^/]+\/test\//
    expect(leaving.filter(({ path, target }) => !(isTestCode(path) && isAmongTests.test(target)))).toEqual([])
  })

  it('knows every folder of code beside the packages', () => {
    const folders = new Set(codeIn('.').flatMap((path) => (path.includes('/') ? [path.split('/')[0]] : [])))
    folders.delete('packages')
    expect([...folders].sort()).toEqual(Object.keys(arrowsFromOutside).sort())
  })

  it.each(Object.entries(arrowsFromOutside))('lets %s enter packages by %j alone', (folder, doors) => {
    const imports = codeIn(folder).flatMap(importsOf)
    const wrong = imports.filter(({ path, specifier }) =>
      specifier.startsWith('.')
        ? !foldersThatLookInside.includes(folder) && join(path, '..', specifier).startsWith('packages/')
        : specifier.startsWith('@arena/') && !doors.includes(packageOf(specifier)),
    )
    expect(wrong).toEqual([])
    expect(doors.filter((door) => !imports.some(({ specifier }) => packageOf(specifier) === door))).toEqual(
      [],
    )
  })

  it('finds the arrows that it draws', () => {
    for (const [name, targets] of [...Object.entries(arrows), ...Object.entries(typeOnlyArrows)]) {
      const found = new Set(bareImportsOf(name).map(({ specifier }) => packageOf(specifier)))
      expect([name, targets.filter((target) => !found.has(target))]).toEqual([name, []])
    }
  })

  it('keeps what the client takes from the server to its types, but for the engine, which one file loads late', () => {
    const loaded = bareImportsOf('client').filter(
      ({ specifier, isTypeOnly }) => packageOf(specifier) === '@arena/server' && !isTypeOnly,
    )
    expect(loaded.map(({ path, specifier }) => ({ path, door: specifier }))).toEqual([embeddedArrow])
    const text = readFileSync(join(projectRoot, embeddedArrow.path), 'utf8')
    expect(text).toContain(`await import('${embeddedArrow.door}')`)
  })

  it('lets the door of the engine load nothing but threads into an agent', () => {
    const reached = reachedFrom('packages/server/src/embedded.ts')
    expect(reached).toEqual(['node:worker_threads'])
  })

  it('lets the client name no agent framework, not even for its types', () => {
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot, 'examples/package.json'), 'utf8'))
    const named = bareImportsOf('client').filter(({ specifier }) => packageOf(specifier) in dependencies)
    expect(named).toEqual([])
    expect(Object.keys(dependencies).length).toBeGreaterThan(5)
  })

  it('keeps the adapters out of what @arena/client itself loads', () => {
    const reached = new Set(['packages/client/src/index.ts'])
    for (const path of reached) {
      const within = importsOf(path).filter(({ specifier }) => specifier.startsWith('.'))
      for (const { specifier } of within) reached.add(join(path, '..', specifier))
    }
    expect([...reached].filter((path) => path.includes('/adapter/'))).toEqual([])
    expect(reached.size).toBeGreaterThan(20)
  })

  it('keeps @trpc/client inside transport', () => {
    const importers = packageNames()
      .flatMap(bareImportsOf)
      .filter(({ specifier }) => packageOf(specifier) === '@trpc/client')
      .map(({ path }) => path)
    expect(importers.filter((path) => !path.startsWith('packages/client/src/transport/'))).toEqual([])
    expect(importers.length).toBeGreaterThan(0)
  })
})

describe('core', () => {
  it('imports nothing but zod', () => {
    const specifiers = new Set(bareImportsOf('core').map(({ specifier }) => specifier))
    expect([...specifiers]).toEqual(['zod'])
    expect(builtinModules.some((module) => specifiers.has(module))).toBe(false)
  })

  it('has no clock, randomness, network, process or console', () => {
    const faults = sourcesOf('core').flatMap((path) => impuritiesOf(path))
    expect(faults).toEqual([])
    expect(sourcesOf('core').length).toBeGreaterThan(20)
  })

  it('is read by a reader that sees impurities', () => {
    const text =
      'Date.now(); new Date(); Date(); Math.random(); console.log(1); fetch("x"); new Date(1); const a = { fetch: 1 }'
    expect(impuritiesOfText('x.ts', text).map((fault) => fault.split(': ')[1])).toEqual([
      'Date.now',
      'new Date()',
      'Date()',
      'Math.random',
      'console',
      'fetch',
    ])
  })
})

describe('the reader of imports', () => {
  it('tells types from values', () => {
    const text = `import type { A } from 'a'\nimport { type B } from 'b'\nexport type { C } from 'c'\nawait import('d')\ntype E = import('e').E`
    const found = importsOfText('x.ts', text).map(({ specifier, isTypeOnly }) => `${specifier} ${isTypeOnly}`)
    expect(found).toEqual(['a true', 'b false', 'c true', 'd false', 'e true'])
  })
})

/** What a file and the files that it imports load from elsewhere. */
function reachedFrom(path: string): string[] {
  const loaded = importsOf(path).filter(({ isTypeOnly }) => !isTypeOnly)
  return [
    ...new Set(
      loaded.flatMap(({ specifier }) =>
        specifier.startsWith('.') ? reachedFrom(join(path, '..', specifier)) : [specifier],
      ),
    ),
  ]
}

function impuritiesOf(path: string): string[] {
  return impuritiesOfText(path, readFileSync(join(projectRoot, path), 'utf8'))
}

function impuritiesOfText(path: string, text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const name = node.getText()
      if (name === 'Date.now' || name === 'Math.random') found.push(`${path}: ${name}`)
      visit(node.expression)
      return
    }
    if (
      ts.isNewExpression(node) &&
      node.expression.getText() === 'Date' &&
      (node.arguments?.length ?? 0) === 0
    ) {
      found.push(`${path}: new Date()`)
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'Date') found.push(`${path}: Date()`)
    if (ts.isIdentifier(node) && forbiddenInCore.has(node.text) && !isNameOnly(node)) {
      found.push(`${path}: ${node.text}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
}

function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node
}
