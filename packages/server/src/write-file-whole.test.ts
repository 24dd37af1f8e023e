import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFileWhole } from './write-file-whole.ts'

describe('writeFileWhole', () => {
  it('puts a file for its owner only in the place of the old one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'arena-file-'))
    const path = join(folder, 'a.json')
    await writeFileWhole(path, 'old and long')
    await writeFileWhole(path, 'new')
    expect(await readFile(path, 'utf8')).toBe('new')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['a.json'])
    await rm(folder, { recursive: true })
  })

  it('says what can not be written and leaves nothing behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'arena-file-'))
    await mkdir(join(folder, 'taken'))
    await expect(writeFileWhole(join(folder, 'taken'), 'x')).rejects.toMatchObject({
      code: 'no-home',
      message: expect.stringContaining('taken'),
    })
    expect(await readdir(folder)).toEqual(['taken'])
    await rm(folder, { recursive: true })
  })
})
