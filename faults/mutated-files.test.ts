import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ArenaError } from '@arena/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releaseClient } from '../packages/server/src/store/libsql/close-client.ts'
import { createLibsqlStore } from '../packages/server/src/store/libsql/libsql-store.ts'
import { migrateSchema } from '../packages/server/src/store/libsql/migrate-schema.ts'
import { openClient } from '../packages/server/src/store/libsql/open-client.ts'
import { createTemporaryFolder } from '../packages/server/test/temporary-folder.ts'
import { control, goal } from './goal.ts'
import { makeSoundDatabase, mutations } from './mutated-files.ts'
import { rounds } from './rounds.ts'

const cli = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))
const names = Object.keys(mutations)
/** For how many of the files a server is really started; the others are opened by the same code in this process. */
const served = rounds({ short: 2, long: names.length })
const advice = /Put a backup in its place|Move it away|Update Arena|Check the rights/

describe('a database file that is none, or not ours', { timeout: 60_000 + 5000 * served }, () => {
  const folder = createTemporaryFolder()
  const sound = join(folder.path, 'sound.db')
  beforeAll(() => makeSoundDatabase(sound))
  afterAll(() => folder[Symbol.dispose]())

  /** A home whose database is spoiled in that way. */
  async function makeHome(name: string, purpose: string): Promise<{ home: string; path: string }> {
    const home = join(folder.path, `${purpose} ${names.indexOf(name)}`)
    mkdirSync(home)
    const path = join(home, 'arena.db')
    copyFileSync(sound, path)
    await mutations[name]?.(path)
    return { home, path }
  }

  it(
    'is refused with what to do, and left as it is',
    goal('R11', 'all refused, none touched'),
    async ({ task }) => {
      let refused = 0
      for (const [index, name] of names.entries()) {
        const { home, path } = await makeHome(name, 'guarded')
        const before = bytesIn(home)
        const error = await createLibsqlStore({ path }).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        expect([name, ArenaError.is(error) && error.code]).toEqual([
          name,
          expect.stringMatching(/^database-/),
        ])
        expect([name, (error as ArenaError).message]).toEqual([name, expect.stringMatching(advice)])
        expect([name, bytesIn(home)]).toEqual([name, before])
        refused += 1
        if (index % Math.ceil(names.length / served) === 0) {
          const { exitCode, said } = await serve(home)
          expect([name, exitCode, said]).toEqual([name, 1, expect.stringMatching(advice)])
          expect([name, databaseIn(home)]).toEqual([name, before.filter(isOfDatabase)])
        }
      }
      task.meta.figure = `${refused} of ${names.length} files refused and unchanged, ${served} of them by arena serve`
    },
  )

  it('is opened or changed without the check before', control('R11'), async ({ task }) => {
    let taken = 0
    for (const name of names) {
      const { home, path } = await makeHome(name, 'open')
      const before = bytesIn(home)
      const isOpened = await openUnchecked(path)
      if (isOpened || JSON.stringify(bytesIn(home)) !== JSON.stringify(before)) taken += 1
    }
    task.meta.figure = `${taken} of ${names.length} opened or changed without the check`
    expect(taken).toBeGreaterThan(0)
  })
})

type FileSum = readonly [file: string, sum: string]

/** Every file of a folder with the hash of its bytes. */
function bytesIn(folder: string): readonly FileSum[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const bytes = statSync(path).isFile() ? readFileSync(path) : ''
      return [name, createHash('sha256').update(bytes).digest('hex')]
    })
}

function isOfDatabase([name]: FileSum): boolean {
  return name.startsWith('arena.db')
}

const databaseIn = (home: string) => bytesIn(home).filter(isOfDatabase)

async function serve(home: string): Promise<{ readonly exitCode: unknown; readonly said: string }> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], {
    env: { PATH: process.env['PATH'], ARENA_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [exitCode] = await once(child, 'close')
  return { exitCode, said }
}

/** As the store would open the file if it did not look at it before. */
async function openUnchecked(path: string): Promise<boolean> {
  try {
    const client = await openClient({ path, lockingMode: 'exclusive' })
    await migrateSchema(client).finally(() => releaseClient(client))
    return true
  } catch {
    return false
  }
}
