import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A fresh folder that removes itself. */
export async function temporaryHome() {
  const home = await mkdtemp(join(tmpdir(), 'arena-home-'))
  return {
    home,
    list: async () => (await readdir(home)).sort(),
    readJson: async (name: string) => JSON.parse(await readFile(join(home, name), 'utf8')),
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  }
}
