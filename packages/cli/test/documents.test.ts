import { readdirSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../src/create-program.ts'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const readme = read('README.md')
const documents = [readme, ...readdirSync(new URL('docs', root)).map((name) => read(`docs/${name}`))]

/** The grammar alone: no command is run, and nothing is printed. */
function createGrammar(): Command {
  const silent = { write: () => true } as unknown as NodeJS.WriteStream
  return createProgram({ stdout: silent, stderr: silent }, async () => {})
}

/** The words of each line for a shell that calls the program, without its comment. */
const calls = documents
  .flatMap((text) =>
    [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, lines = '']) => lines.split('\n')),
  )
  .flatMap((line) => /^(?:npm run arena --|arena) (.+)$/.exec(line)?.[1] ?? [])
  .map((call) => (call.split(' #')[0] ?? '').match(/(?:[^\s"]|"[^"]*")+/g) ?? [])
  .map((words) => words.map((word) => word.replaceAll('"', '')))

describe('the documents', () => {
  it.each(calls.map((words) => [words.join(' '), words] as const))(
    'call the program as it can be called: %s',
    async (_, words) => {
      await createGrammar().parseAsync([...words], { from: 'user' })
    },
  )

  it('call most of its commands', () => {
    expect(calls.length).toBeGreaterThan(25)
  })

  it('find a call that the program does not take', async () => {
    await expect(createGrammar().parseAsync(['team', 'found', 'Core'], { from: 'user' })).rejects.toThrow(
      'found',
    )
  })

  it('have a table with every command, and no other', () => {
    const [, table = ''] = /\| command \| what it does \|\n([\s\S]*?)\n\n/.exec(readme) ?? []
    const rows = table.split('\n').slice(1)
    const named = rows.flatMap((row) => {
      const [, calls = ''] = row.split(' | ')[0]?.split('| ') ?? []
      return calls.split(', ').map((call) => ({ name: call.replace(/^`(\w+).*/, '$1'), row }))
    })
    const { commands } = createGrammar()
    expect([...new Set(named.map(({ name }) => name))].sort()).toEqual(
      commands.map((command) => command.name()).sort(),
    )
    const missing = commands.flatMap((command) => {
      const text = named
        .filter(({ name }) => name === command.name())
        .map(({ row }) => row)
        .join('\n')
      return command.commands
        .map((part) => part.name())
        .filter((part) => !text.includes(`\`${part}\``) && !text.includes(`\`${command.name()} ${part}`))
        .map((part) => `${command.name()} ${part}`)
    })
    expect(missing).toEqual([])
  })
})
