import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { finish, heard, runArena, serveArena, spawnArena } from './arena-process.ts'

const fixture = (generation: 1 | 2) =>
  fileURLToPath(new URL(`../../../fixtures/squad-tracker/generation-${generation}.json`, import.meta.url))

interface TrackerFile {
  readonly missions: readonly object[]
}
const read = (generation: 1 | 2): TrackerFile => JSON.parse(readFileSync(fixture(generation), 'utf8'))

async function runJson(args: readonly string[], home: string) {
  const { stdout, stderr } = await runArena([...args, '--json'], { home })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('arena import squad-tracker', () => {
  it('counts both generations by the rules of today, once, and tells the totals of before', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using _server = await serveArena({ home })
    const first = await runJson(['import', 'squad-tracker', fixture(2), '--zone', 'Europe/Berlin'], home)
    expect(first).toMatchObject({
      ...{
        generation: 2,
        missions: 5,
        scored: 5,
        alreadyKnown: 0,
        rejected: [],
        skipped: [],
        xpBefore: 5140,
      },
    })
    expect(first.xp).toBeLessThan(1000)
    const again = await runJson(['import', 'squad-tracker', fixture(2), '--zone', 'Europe/Berlin'], home)
    expect(again).toMatchObject({ scored: 0, alreadyKnown: 5, xp: 0 })
    const elsewhere = await runJson(['import', 'squad-tracker', fixture(2), '--zone', 'UTC'], home)
    expect(elsewhere).toMatchObject({ scored: 0, alreadyKnown: 5, rejected: [] })

    const older = await runJson(['import', 'squad-tracker', fixture(1), '--zone', 'Europe/Berlin'], home)
    expect(older).toMatchObject({ generation: 1, missions: 3, scored: 3, xpBefore: 60 })
    const { me, agents } = await runJson(['stats'], home)
    expect(me).toMatchObject({ reports: 8, xp: first.xp + older.xp, failures: 1 })
    expect(agents.map(({ name }: { name: string }) => name)).toContain('backend-developer')
  })

  it('skips bad records, says why, and refuses other files', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using _server = await serveArena({ home })
    const { missions } = read(1)
    const file = folder.write('mixed.json', JSON.stringify({ missions: [...missions, { agent: 'x' }, 7] }))
    const { exitCode, stdout } = await runArena(['import', 'squad-tracker', file, '--zone', 'UTC'], { home })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('3 missions found')
    expect(stdout).toContain('1 skipped: has no valid success')
    expect(stdout).toContain('1 skipped: is no mission')
    for (const text of ['{}', '{', '[]']) {
      const other = await runArena(['import', 'squad-tracker', folder.write('other.json', text)], { home })
      expect([other.exitCode, other.stderr]).toEqual([1, expect.stringContaining('[invalid-input]')])
    }
    const zone = await runArena(['import', 'squad-tracker', file, '--zone', 'Nowhere'], { home })
    expect(zone.exitCode).toBe(2)
  })
})

describe('arena bridge squad-tracker', () => {
  it('reports what is there and what comes, also when the file is written anew, and counts nothing twice', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    const { missions } = read(2)
    const file = join(folder.path, 'tracker.json')
    const put = (count: number) => {
      writeFileSync(`${file}.new`, JSON.stringify({ missions: missions.slice(0, count) }))
      renameSync(`${file}.new`, file)
    }
    await using _server = await serveArena({ home })
    await runArena(
      [
        'import',
        'squad-tracker',
        folder.write('first.json', JSON.stringify({ missions: missions.slice(0, 1) })),
        '--zone',
        'UTC',
      ],
      { home },
    )

    const child = spawnArena(['bridge', 'squad-tracker', file, '--zone', 'UTC', '--json'], { home })
    const finished = finish(child)
    await heard(child.stderr, 'Following')
    const second = heard(child.stdout, '"status":"scored"')
    put(2)
    await second
    const torn = heard(child.stderr, 'Waiting until it is whole')
    writeFileSync(file, '{"missions":[')
    await torn
    const third = heard(child.stdout, '"status":"scored"')
    put(3)
    await third
    const last = heard(child.stdout, 'test-runner')
    writeFileSync(file, JSON.stringify({ missions }))
    await last
    child.kill('SIGINT')
    const { exitCode, stdout } = await finished
    expect(exitCode).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(4)
    expect((await runJson(['stats'], home)).me).toMatchObject({ reports: 5 })
  })

  it('says what it skips each time that changes, and once that the file cannot be read', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    const { missions } = read(2)
    const file = join(folder.path, 'tracker.json')
    symlinkSync(file, file) // read by nobody, unlike a mode, which does not hold for root
    await using _server = await serveArena({ home })
    const child = spawnArena(['bridge', 'squad-tracker', file, '--zone', 'UTC'], { home })
    const finished = finish(child)
    await heard(child.stderr, "can't be read. Trying again.")
    await wait(1200) // two more looks

    const put = async (count: number, records: readonly unknown[]) => {
      const scored = heard(child.stdout, ' XP, level ')
      writeFileSync(`${file}.new`, JSON.stringify({ missions: [...missions.slice(0, count), ...records] }))
      rmSync(file)
      renameSync(`${file}.new`, file)
      await scored
    }
    await put(1, [7])
    await put(2, [7])
    await put(3, [7, 'x', { agent: 'x' }])
    child.kill('SIGINT')
    const { exitCode, stderr } = await finished
    expect([exitCode, stderr.trim().split('\n')]).toEqual([
      0,
      [
        `Following ${file}.`,
        `${file} can't be read. Trying again.`,
        '1 record skipped: is no mission',
        '2 records skipped: is no mission',
        '1 record skipped: has no valid success',
      ],
    ])
  })

  it('refuses a folder, instead of waiting for ever', async () => {
    using folder = createTemporaryFolder()
    const home = folder.path
    await using _server = await serveArena({ home })
    const { exitCode, stderr } = await runArena(['bridge', 'squad-tracker', home], { home })
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('is a folder')])
    expect(stderr).toContain('[invalid-input]')
    expect(stderr).not.toContain('Following')
  })

  it('says that there is no server', async () => {
    using folder = createTemporaryFolder()
    const { exitCode, stderr } = await runArena(['bridge', 'squad-tracker', 'x.json'], { home: folder.path })
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('[no-server]')])
  })
})
