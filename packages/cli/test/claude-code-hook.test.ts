import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'

const script = fileURLToPath(new URL('../shell/claude-code-hook.sh', import.meta.url))
const shells = ['sh', 'bash'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0)
const quiet = { status: 0, stdout: '', stderr: '' }

interface Call {
  readonly shell?: string
  readonly env: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

function runHook(input: string, { shell = 'sh', env, args = [] }: Call) {
  const { status, stdout, stderr } = spawnSync(shell, [script, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    input,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const spoolOf = (home: string) => join(home, 'spool', 'hooks')
const payloadsIn = (home: string) => readdirSync(spoolOf(home)).filter((name) => name.endsWith('.json'))

describe.each(shells)('the hook of Claude Code in %s', (shell) => {
  it('keeps each of 100 payloads of 300 KB whole that come at once', async () => {
    using folder = createTemporaryFolder()
    const payloads = Array.from({ length: 100 }, (_, index) => `${String(index)}${'x'.repeat(300_000)}`)
    const ends = payloads.map(async (payload) => {
      const child = spawn(shell, [script], { env: { PATH: process.env['PATH'], ARENA_HOME: folder.path } })
      child.stdin.end(payload)
      return once(child, 'close')
    })
    for (const [code] of await Promise.all(ends)) expect(code).toBe(0)
    const kept = payloadsIn(folder.path).map((name) => readFileSync(join(spoolOf(folder.path), name), 'utf8'))
    expect(kept.sort()).toEqual(payloads.sort())
    expect(readdirSync(spoolOf(folder.path))).toHaveLength(100)
  })

  it('leaves what only its user can read, under any name of the home', () => {
    using folder = createTemporaryFolder()
    const home = join(folder.path, `a b'"$(x)\`y\`\\z`)
    expect(runHook('{"a":1}', { shell, env: { ARENA_HOME: home } })).toEqual(quiet)
    expect(runHook('{"a":2}', { shell, env: { HOME: home } })).toEqual(quiet)
    for (const place of [home, join(home, '.arena')]) {
      expect(statSync(spoolOf(place)).mode & 0o777).toBe(0o700)
      const [name = ''] = payloadsIn(place)
      expect(statSync(join(spoolOf(place), name)).mode & 0o777).toBe(0o600)
    }
  })

  it('keeps of what people type nothing, and what Claude Code tells of an agent', () => {
    using folder = createTemporaryFolder()
    const call = { shell, env: { ARENA_HOME: folder.path }, args: ['notification'] }
    expect(runHook('{"prompt":"say <task-notification>","a":"b"}', call)).toEqual(quiet)
    expect(readdirSync(spoolOf(folder.path))).toEqual([])
    const told = '{"prompt":"<task-notification>\\n<task-id>a</task-id>"}\n'
    expect(runHook(told, call)).toEqual(quiet)
    const [name = ''] = payloadsIn(folder.path)
    expect(readFileSync(join(spoolOf(folder.path), name), 'utf8')).toBe(told)
  })

  it('says nothing and ends with 0 without a home, in one that cannot be written, and without a payload', () => {
    using folder = createTemporaryFolder()
    expect(runHook('{}', { shell, env: {} })).toEqual(quiet)
    expect(runHook('{}', { shell, env: { ARENA_HOME: '/proc/no' } })).toEqual(quiet)
    expect(runHook('{}', { shell, env: { ARENA_HOME: folder.write('file', '') } })).toEqual(quiet)
    expect(runHook('', { shell, env: { ARENA_HOME: folder.path } })).toEqual(quiet)
    chmodSync(spoolOf(folder.path), 0o500)
    expect(runHook('{}', { shell, env: { ARENA_HOME: folder.path } })).toEqual(quiet)
    chmodSync(spoolOf(folder.path), 0o700)
  })

  it('drops and counts what is too large, and what comes when nobody collects', () => {
    using folder = createTemporaryFolder()
    const call = { shell, env: { ARENA_HOME: folder.path } }
    expect(runHook('x'.repeat(20_000_000), call)).toEqual(quiet)
    expect(readdirSync(spoolOf(folder.path))).toEqual(['dropped'])
    for (let n = 0; n < 9; n += 1) folder.write(`spool/hooks/old-${n}.json`, 'x'.repeat(7_500_000))
    expect(runHook('{}', call)).toEqual(quiet)
    expect(payloadsIn(folder.path)).toHaveLength(9)
    expect(readFileSync(join(spoolOf(folder.path), 'dropped'), 'utf8')).toBe('..')
  })

  it('takes no name that a payload has which still waits', () => {
    using folder = createTemporaryFolder()
    const call = { shell, env: { ARENA_HOME: folder.path } }
    const again = `cp "$1" "$2/$$-0.json"; . "$3"`
    const held = folder.write('held', 'held')
    runHook('first', call)
    spawnSync(shell, ['-c', again, shell, held, spoolOf(folder.path), script], {
      env: { PATH: process.env['PATH'], ...call.env },
      input: 'second',
    })
    const texts = payloadsIn(folder.path).map((name) =>
      readFileSync(join(spoolOf(folder.path), name), 'utf8'),
    )
    expect(texts.sort()).toEqual(['first', 'held', 'second'])
  })
})

describe('the plugin for Claude Code', () => {
  const plugin = new URL('../../../plugins/claude-code/', import.meta.url)

  it('carries the same hook as the command', () => {
    expect(readFileSync(new URL('hooks/claude-code-hook.sh', plugin), 'utf8')).toBe(
      readFileSync(script, 'utf8'),
    )
  })
})
