import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryHome } from '../../test/temporary-home.ts'
import { claimDatabase, dropClaim, isClaimed } from './claim.ts'

it('counts while its process lives, for 15 seconds, and until it is dropped', async () => {
  await using place = await temporaryHome()
  const { home } = place
  expect(await isClaimed(home, Date.now())).toBe(false)
  await claimDatabase(home)
  expect(await isClaimed(home, Date.now())).toBe(true)
  expect(await isClaimed(home, Date.now() + 14_000)).toBe(true)
  expect(await isClaimed(home, Date.now() + 16_000)).toBe(false)
  await dropClaim(home)
  expect(await isClaimed(home, Date.now())).toBe(false)
})

it.each([
  ['a process that has ended', () => ({ pid: spawnSync(process.execPath, ['-e', '']).pid })],
  ['no process', () => ({ pid: 'x' })],
  ['nothing', () => ({})],
  ['a group of processes', () => ({ pid: -1 })],
])('does not count when it is of %s', async (_name, content) => {
  await using place = await temporaryHome()
  await writeFile(join(place.home, 'claim.json'), JSON.stringify(content()))
  expect(await isClaimed(place.home, Date.now())).toBe(false)
})
