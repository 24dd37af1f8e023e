import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ArenaError } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { addUser } from '../../../test/add-user.ts'
import { reportCommit } from '../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { describeErasure } from '../erasure.contract.ts'
import { describeStore } from '../store.contract.ts'
import { createWorkerStore } from './worker-store.ts'

const typescript = new URL('../../../../../scripts/typescript.mjs', import.meta.url).href
const open = (folder: string) => createWorkerStore({ path: join(folder, 'arena.db') })

describeStore('worker store', { open, addUser })
describeErasure('worker store', open)

const opened = "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ kind: 'opened' });"
const programOf = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`)

describe('worker store: a thread that fails', () => {
  it('fails what waits and all that comes after, and says so', async () => {
    const fatal: ArenaError[] = []
    const store = await createWorkerStore({
      path: 'unused',
      program: programOf(`${opened} parentPort.on('message', () => process.exit(3))`),
      onFatal: (error) => fatal.push(error),
    })
    const unavailable = { code: 'store-unavailable', isRetryable: true }
    const calls = [store.readWorkspaces(), store.commit([reportCommit()])]
    for (const call of calls) await expect(call).rejects.toMatchObject(unavailable)
    await expect(store.readWorkspaces()).rejects.toMatchObject(unavailable)
    expect(fatal).toMatchObject([unavailable])
    await store.close()
  })

  it('refuses with the code and message of the database', async () => {
    using folder = createTemporaryFolder()
    const path = join(folder.path, 'arena.db')
    writeFileSync(path, '')
    await expect(createWorkerStore({ path })).rejects.toMatchObject({
      code: 'database-corrupt',
      isRetryable: false,
      message: expect.stringContaining(path),
    })
  })

  it('refuses when the program of the thread is missing', async () => {
    const program = new URL('./no-such-program.js', import.meta.url)
    await expect(createWorkerStore({ path: 'unused', program })).rejects.toMatchObject({
      code: 'store-unavailable',
    })
  })

  it('is waited for until it has ended, though it answers to the last', () => {
    const thread = programOf(`${opened} let read
      parentPort.on('message', ({ id, method }) => {
        if (method !== 'close') read = id
        else for (const each of [id, read]) parentPort.postMessage({ kind: 'answer', id: each, value: [] })
      })`)
    const closing = `
      const { createWorkerStore } = await import('${new URL('./worker-store.ts', import.meta.url)}')
      const store = await createWorkerStore({ path: 'unused', program: new URL(process.argv[1]) })
      store.readWorkspaces().catch(() => {}) // the thread may end before that is heard
      await store.close()`
    const args = ['--import', typescript, '--input-type=module', '--eval', closing, thread.href]
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})
