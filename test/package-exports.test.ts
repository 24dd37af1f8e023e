import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf } from './structure/imports-of.ts'
import { isTestCode } from './structure/is-test-code.ts'
import { listFiles } from './structure/list-files.ts'
import { packageNames } from './structure/package-names.ts'
import { packageOf } from './structure/package-of.ts'
import { projectRoot } from './structure/project-root.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly type: string
  readonly files: readonly string[]
  readonly exports?: Readonly<Record<string, unknown>>
  readonly bin?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** What each package shows to the world and needs from it. A change here is a change for users. */
const table: Readonly<Record<string, { doors: string[]; bin: string[]; files: string[]; needs: string[] }>> =
  {
    core: { doors: ['.', './package.json'], bin: [], files: ['dist'], needs: ['zod'] },
    server: {
      doors: ['.', './api', './claude-code', './embedded', './squad-tracker', './package.json'],
      bin: [],
      files: ['dist', 'drizzle'],
      needs: [
        '@arena/core',
        '@hono/node-server',
        '@libsql/client',
        '@modelcontextprotocol/server',
        '@trpc/server',
        'drizzle-orm',
        'hono',
        'pino',
        'ws',
        'zod',
      ],
    },
    client: {
      doors: [
        '.',
        './api',
        './ai-sdk',
        './claude-agent-sdk',
        './langchain',
        './mastra',
        './openai-agents',
        './package.json',
      ],
      bin: [],
      files: ['dist'],
      needs: ['@arena/core', '@trpc/client', '@trpc/server', 'eventsource'],
    },
    cli: {
      doors: [],
      bin: ['arena'],
      files: ['dist', 'shell'],
      needs: ['@arena/client', '@arena/core', '@arena/server', 'commander', 'picocolors'],
    },
  }

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(projectRoot, 'packages', name, 'package.json'), 'utf8'))

describe('the packages', () => {
  it('are those of the table', () => {
    expect(packageNames()).toEqual(Object.keys(table).sort())
  })

  it('share one version', () => {
    expect(new Set(packageNames().map((name) => manifestOf(name).version)).size).toBe(1)
  })
})

describe.each(packageNames())('%s', (name) => {
  const manifest = manifestOf(name)
  const needs = Object.keys(manifest.dependencies ?? {})

  it('is named, licensed and typed like the others', () => {
    expect(manifest).toMatchObject({ name: `@arena/${name}`, license: 'MIT', type: 'module' })
  })

  it('opens the doors of the table', () => {
    expect({
      doors: Object.keys(manifest.exports ?? {}),
      bin: Object.keys(manifest.bin ?? {}),
      files: manifest.files,
      needs: needs.sort(),
    }).toEqual(table[name])
  })

  it('names one source for each door', () => {
    for (const [door, target] of Object.entries(manifest.exports ?? {})) {
      if (door === './package.json') continue
      const base = door === '.' ? 'index' : door.slice(2)
      expect(target).toEqual({
        '@arena/source': `./src/${base}.ts`,
        types: `./dist/${base}.d.ts`,
        default: `./dist/${base}.js`,
      })
      expect(readFileSync(join(projectRoot, 'packages', name, 'src', `${base}.ts`), 'utf8')).not.toBe('')
    }
  })

  it('pins what it needs', () => {
    const loose = Object.entries(manifest.dependencies ?? {}).filter(
      ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
    )
    expect(loose).toEqual([])
  })

  it('loads nothing that it does not declare', () => {
    const sources = listFiles(`packages/${name}/src`).filter(
      (path) => path.endsWith('.ts') && !isTestCode(path),
    )
    const undeclared = sources
      .flatMap(importsOf)
      .filter(({ specifier, isTypeOnly }) => !isTypeOnly && !/^(\.|node:)/.test(specifier))
      .filter(({ specifier }) => !needs.includes(packageOf(specifier)))
    const peers = Object.keys(manifest.peerDependencies ?? {})
    expect(undeclared.filter(({ specifier }) => !peers.includes(packageOf(specifier)))).toEqual([])
    expect(sources.length).toBeGreaterThan(0)
  })
})
