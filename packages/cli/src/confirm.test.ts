import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { confirm } from './confirm.ts'

function createTerminal(typed: string, { isTTY = true } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY })
  const output = new PassThrough()
  input.end(typed)
  return { input, output }
}

it.each([
  ['y\n', true],
  ['YES\n', true],
  ['n\n', false],
  ['\n', false],
  ['yesterday\n', false],
  ['', false],
])('takes %j for %s', async (typed, isConfirmed) => {
  const terminal = createTerminal(typed)
  expect(await confirm('Really?', terminal)).toBe(isConfirmed)
  expect(String(terminal.output.read())).toContain('Really? [y/N]')
})

it('asks nobody where there is no terminal', async () => {
  const terminal = createTerminal('y\n', { isTTY: false })
  expect(await confirm('Really?', terminal)).toBeNull()
  expect(terminal.output.read()).toBeNull()
})
