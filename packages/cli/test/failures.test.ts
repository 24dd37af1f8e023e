import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { runArena, serveArena } from './arena-process.ts'

/** What a failed call must be: nothing on standard output, one message with its code, no stack. */
function failure(code: string) {
  return {
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^error: [\\s\\S]*\\[${code}\\]\\n`)),
  }
}

const hasStack = /\n\s+at /

describe('arena without a server', () => {
  it.each([
    ['stats'],
    ['leaderboard'],
    ['achievements'],
    ['explain', 'x'],
    ['amend', 'x', '--outcome', 'failure'],
    ['void', 'x'],
    ['watch'],
    ['verify'],
    ['key', 'list'],
    ['import', 'claude-code', '.'],
  ])('says how to start one for %s %s %s', async (...args) => {
    using folder = createTemporaryFolder()
    const finished = await runArena(args, { home: folder.path })
    expect(finished).toEqual(failure('no-server'))
    expect(finished.stderr).toContain('`arena serve`')
  })

  it('names a server that does not answer', async () => {
    using folder = createTemporaryFolder()
    const env = { ARENA_API_KEY: 'arena_x' }
    const finished = await runArena(['stats', '--url', 'http://127.0.0.1:9'], { home: folder.path, env })
    expect(finished).toEqual(failure('unreachable'))
  })

  it('asks for a key of a server that it has none for', async () => {
    using folder = createTemporaryFolder()
    const finished = await runArena(['stats', '--url', 'http://127.0.0.1:9'], { home: folder.path })
    expect(finished).toEqual(failure('no-key'))
  })

  it('refuses an address that is none', async () => {
    using folder = createTemporaryFolder()
    expect(await runArena(['stats', '--url', 'nowhere'], { home: folder.path })).toEqual(
      failure('invalid-config'),
    )
  })

  it('gives programs the error as JSON', async () => {
    using folder = createTemporaryFolder()
    const { exitCode, stdout } = await runArena(['stats', '--json'], { home: folder.path })
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'no-server', isRetryable: true } })
  })
})

describe('arena called in a wrong way', () => {
  it.each([
    ['nonsense'],
    ['stats', '--nonsense'],
    ['explain'],
    ['amend', 'x', '--code', '1.5'],
    ['amend', 'x', '--outcome', 'great'],
    ['void'],
    ['leaderboard', '--window', 'year'],
    ['leaderboard', '--limit', '0'],
    ['leaderboard', '--limit', '1e3'],
    ['leaderboard', '--date', 'tomorrow'],
    ['leaderboard', '--date', '2027-02-30'],
    ['key', 'create', 'x', '--scope', 'all'],
    ['key', 'create', 'x', '--expires-at', '2027-01-31'],
    ['member', 'invite', '--scope', 'read', 'all'],
    ['watch', '--count', 'many'],
    ['serve', '--port', '65536'],
    ['stats', 'a', 'b'],
  ])('ends with 2 and says what is wrong: %s %s %s', async (...args) => {
    using folder = createTemporaryFolder()
    const { exitCode, stdout, stderr } = await runArena(args, { home: folder.path })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(/^error: /)
    expect(stderr).not.toMatch(hasStack)
  })

  it('gives programs the fault as JSON', async () => {
    using folder = createTemporaryFolder()
    const { exitCode, stdout } = await runArena(['stats', '--nonsense', '--json'], { home: folder.path })
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage' } })
  })

  it('shows help and version when asked', async () => {
    using folder = createTemporaryFolder()
    const help = await runArena(['--help'], { home: folder.path })
    expect(help).toMatchObject({ exitCode: 0, stderr: '' })
    expect(help.stdout).toMatch(/import[\s\S]*leaderboard[\s\S]*verify/)
    const { stdout } = await runArena(['--version'], { home: folder.path })
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('arena with a server', () => {
  it('says that an agent or a report is unknown', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using _server = await serveArena({ home })
    expect(await runArena(['stats', 'nobody'], { home })).toEqual(failure('not-found'))
    const unknownId = '00000000-0000-7000-8000-000000000000'
    expect(await runArena(['explain', unknownId], { home })).toEqual(failure('not-found'))
    expect(await runArena(['explain', 'no-uuid'], { home })).toEqual(failure('invalid-input'))
    expect(await runArena(['key', 'revoke', 'nobody'], { home })).toEqual(failure('not-found'))
    expect(await runArena(['import', 'claude-code', join(home, 'none')], { home })).toEqual(
      failure('not-found'),
    )
  })
})

describe('arena told a file, a name or a code that is none', () => {
  it('names it and says what is wrong', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using server = await serveArena({ home })
    const notes = folder.write('notes.txt', 'notes')
    const nowhere = join(home, 'none', 'history')
    const faults: readonly (readonly [code: string, said: string, args: readonly string[]])[] = [
      ['file-unusable', `${notes} can't be imported`, ['import', notes]],
      ['invalid-input', `${notes} can't be imported`, ['import', 'squad-tracker', notes]],
      ['file-unusable', nowhere, ['import', nowhere]],
      ['file-unusable', `${notes} is there already`, ['export', notes]],
      ['file-unusable', nowhere, ['export', nowhere]],
      ['file-unusable', nowhere, ['backup', nowhere]],
      ['not-found', 'member "Grace"', ['member', 'remove', 'Grace']],
      ['not-found', 'no such team', ['leaderboard', '--team', 'Core']],
      ['not-found', 'no such project', ['project', 'archive', 'shop']],
      ['invalid-input', 'reportId: must be a UUID', ['void', 'mine']],
      ['invalid-input', 'name: must have at least 1 character', ['team', 'create', '']],
      ['invalid-invitation', 'unknown, used, expired', ['join', 'invite_x', '--url', server.url]],
    ]
    for (const [code, said, args] of faults) {
      const finished = await runArena(args, { home })
      expect([args, finished]).toEqual([args, failure(code)])
      expect(finished.stderr).toContain(said)
      expect(finished.stderr).not.toMatch(hasStack)
    }
    const env = { ARENA_API_KEY: 'arena_x' }
    expect(await runArena(['stats', '--url', server.url], { home, env })).toEqual(failure('invalid-key'))
  })
})

describe('arena restore', () => {
  it('says of a file that it is no backup, and leaves all as it was', async () => {
    using folder = createTemporaryFolder()
    const file = folder.write('notes.txt', 'notes')
    const finished = await runArena(['restore', file], { home: folder.path })
    expect(finished).toEqual(failure('database-corrupt'))
    expect(finished.stderr).toContain(`${file} can't be restored: it is damaged, or no backup at all.`)
    expect(readdirSync(folder.path)).toEqual(['notes.txt'])
  })
})

describe('arena serve', () => {
  it('says that its port is taken', async () => {
    using folder = createTemporaryFolder()
    const home = join(folder.path, 'one')
    await using server = await serveArena({ home })
    const { port } = new URL(server.url)
    const finished = await runArena(['serve', '--port', port], { home: join(folder.path, 'two') })
    expect(finished).toEqual(failure('port-in-use'))
    expect(finished.stderr).not.toMatch(hasStack)
  })

  it('says that its database is in use', async () => {
    using folder = createTemporaryFolder()
    await using _server = await serveArena({ home: folder.path })
    const finished = await runArena(['serve', '--port', '0'], { home: folder.path })
    expect(finished).toEqual(failure('database-in-use'))
  })

  it.each([
    ['garbage', Buffer.from('this is no database at all, but it is long enough to look at'.repeat(100))],
    ['a torn header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 7)])],
  ])('leaves a damaged database as it is: %s', async (_name, content) => {
    using folder = createTemporaryFolder()
    const file = folder.write('arena.db', content)
    const finished = await runArena(['serve', '--port', '0'], { home: folder.path })
    expect(finished).toEqual(failure('database-(corrupt|foreign)'))
    expect(finished.stderr).not.toMatch(hasStack)
    expect(digest(readFileSync(file))).toBe(digest(content))
  })

  it('says that its folder cannot be made', async () => {
    using folder = createTemporaryFolder()
    const file = folder.write('file', '')
    const finished = await runArena(['serve', '--port', '0', '--home', join(file, 'home')], {
      home: folder.path,
    })
    expect(finished).toEqual(failure('no-home'))
  })

  it('says that its database cannot be a folder', async () => {
    using folder = createTemporaryFolder()
    mkdirSync(join(folder.path, 'arena.db'))
    const finished = await runArena(['serve', '--port', '0'], { home: folder.path })
    expect(finished).toEqual(failure('database-[a-z]+'))
  })

  it('names every fault of its configuration', async () => {
    using folder = createTemporaryFolder()
    const env = { ARENA_PORT: 'x', ARENA_LOG_LEVEL: 'loud' }
    const finished = await runArena(['serve'], { home: folder.path, env })
    expect(finished).toEqual(failure('invalid-config'))
    expect(finished.stderr).toContain('ARENA_PORT')
    expect(finished.stderr).toContain('ARENA_LOG_LEVEL')
  })
})

function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
