import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { finish, firstLine, heard, spawnArena } from './arena-process.ts'
import { prepareStoreFault } from './store-fault.ts'

const serve = ['serve', '--port', '0', '--log-level', 'silent']

describe('the end of arena serve', () => {
  it('comes with 1 and a reason when the database is lost', async () => {
    using folder = createTemporaryFolder()
    const fault = prepareStoreFault(folder)
    const child = spawnArena(serve, { home: folder.path, env: fault.env })
    const finished = finish(child)
    await firstLine(child)
    fault.cause('die')
    const { exitCode, stderr } = await finished
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^error: .*\[store-unavailable\]\n/),
    })
  })

  it('is forced by a second signal when the first takes long', async () => {
    using folder = createTemporaryFolder()
    const fault = prepareStoreFault(folder)
    const child = spawnArena(serve, { home: folder.path, env: fault.env })
    const finished = finish(child)
    await firstLine(child)
    const hangs = heard(child.stderr, 'hangs')
    fault.cause('hang')
    await hangs
    const stopping = heard(child.stderr, 'Stopping.')
    child.kill('SIGINT')
    await stopping
    child.kill('SIGINT')
    expect((await finished).exitCode).toBe(1)
  })
})
