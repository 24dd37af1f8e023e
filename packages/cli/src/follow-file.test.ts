import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../server/test/temporary-folder.ts'
import { followFile } from './follow-file.ts'

/** Does the steps one by one, each between two looks, and gives the texts that were seen, and where none could be. */
async function textsSeen(
  steps: readonly ((path: string) => void)[],
  onText: (text: string) => boolean = () => true,
): Promise<string[]> {
  using folder = createTemporaryFolder()
  const path = join(folder.path, 'file.json')
  const end = new AbortController()
  const left = [...steps]
  const seen: string[] = []
  await followFile(path, {
    signal: end.signal,
    async wait() {
      const step = left.shift()
      if (step) step(path)
      else end.abort()
    },
    async onText(text) {
      seen.push(text)
      return onText(text)
    },
    onUnreadable: () => seen.push(unreadable),
  })
  return seen
}

const write = (text: string) => (path: string) => {
  using folder = createTemporaryFolder()
  renameSync(folder.write('new.json', text), path)
}
const nothing = () => undefined
const gone = (path: string) => rmSync(path, { recursive: true })
const unreadable = 'cannot be read'

describe('followFile', () => {
  it('gives each text once, from a file that comes late, is replaced and is gone for a while', async () => {
    const steps = [nothing, write('a'), nothing, write('bc'), gone, nothing, write('d'), nothing]
    expect(await textsSeen(steps)).toEqual(['a', 'bc', 'd'])
  })

  it.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a link to itself', (path: string) => symlinkSync(path, path)],
  ])('tells at each look that %s cannot be read, until it can', async (_, put) => {
    const steps = [write('a'), gone, put, nothing, gone, write('b'), nothing]
    expect(await textsSeen(steps)).toEqual(['a', unreadable, unreadable, 'b'])
  })

  it('notices a text of the same length', async () => {
    expect(await textsSeen([write('a'), write('b'), nothing])).toEqual(['a', 'b'])
  })

  it('gives a text again that could not be used', async () => {
    let uses = 0
    expect(await textsSeen([write('a'), nothing, nothing, nothing], () => ++uses === 3)).toEqual([
      'a',
      'a',
      'a',
    ])
  })
})
