import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../../server/test/temporary-folder.ts'
import { hookPlans } from './claude-settings.ts'
import { install, uninstall } from './installation.ts'

const scriptsFolder = fileURLToPath(new URL('../../shell', import.meta.url))
const keep = { isStatusLineReplaced: false }

function createPlaces(settings: string | null) {
  const folder = createTemporaryFolder()
  const settingsPath = join(folder.path, 'claude', 'settings.json')
  if (settings !== null) folder.write('claude/settings.json', settings)
  return {
    settingsPath,
    home: join(folder.path, 'arena'),
    scriptsFolder,
    read: () => readFileSync(settingsPath, 'utf8'),
    names: () => readdirSync(folder.path, { recursive: true }).map(String).sort(),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

/** Arbitrary settings that name our events and keys often, with hooks of their own in the shape they must have. */
const ownGroup = fc.record({
  hooks: fc.array(fc.record({ type: fc.constant('command'), command: fc.string() }), { maxLength: 2 }),
})
const eventName = fc.constantFrom(...hookPlans.map(({ event }) => event), 'Stop', 'PreToolUse')
const settings = fc
  .record({
    before: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    hooks: fc.option(fc.dictionary(eventName, fc.array(ownGroup, { maxLength: 2 }), { maxKeys: 4 })),
    statusLine: fc.option(fc.constant({ type: 'command', command: 'date' })),
    after: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 }),
  })
  .map(({ before, hooks, statusLine, after }) => ({
    ...before,
    ...(hooks && { hooks }),
    ...(statusLine && { statusLine }),
    ...after,
  }))
  .filter((value) => !Object.hasOwn(value, '__proto__'))
const text = fc
  .tuple(settings, fc.constantFrom('', '  ', '    ', '\t'), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([value, indent, newline, endsWithLine]) => {
    const lines = JSON.stringify(value, null, indent).replaceAll('\n', newline)
    return endsWithLine ? lines + newline : lines
  })

describe('install and uninstall', () => {
  it('add what is theirs to any settings, twice the same, and leave not a byte behind', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (before, isStatusLineReplaced) => {
        using places = createPlaces(before)
        expect(await install(places, { isStatusLineReplaced })).toMatchObject({ isChanged: true })
        const installed = places.read()
        const held = JSON.parse(before)
        const { hooks, statusLine, ...others } = JSON.parse(installed)
        expect(others).toEqual(Object.fromEntries(Object.entries(held).filter(([key]) => key in others)))
        for (const { event } of hookPlans) {
          const [ours, ...own] = [...hooks[event]].reverse()
          expect(ours.hooks[0].command).toContain('claude-code-hook.sh')
          expect(own.reverse()).toEqual(held.hooks?.[event] ?? [])
        }
        if (held.statusLine && !isStatusLineReplaced) expect(statusLine).toEqual(held.statusLine)
        else expect(statusLine.command).toContain('claude-code-statusline.sh')

        expect(await install(places, { isStatusLineReplaced })).toMatchObject({ isChanged: false })
        expect(places.read()).toBe(installed)
        expect(await uninstall(places)).toMatchObject({ isChanged: true })
        expect(places.read()).toBe(before)
        expect(places.names()).toEqual(['arena', 'claude', 'claude/settings.json'])
      }),
      { numRuns: 60 },
    )
  })

  it('undo only their own when the settings were changed since', async () => {
    const before = `{
    "model": "opus",   "env": {"A": "1"},
    "hooks": { "SubagentStop": [ {"hooks": [{"type": "command", "command": "say done"}]} ] }
}
`
    using places = createPlaces(before)
    await install(places, keep)
    writeFileSync(places.settingsPath, places.read().replace('"opus"', '"haiku"'))
    expect(await uninstall(places)).toMatchObject({ isChanged: true })
    expect(places.read()).toBe(before.replace('"opus"', '"haiku"'))
  })

  it('put back a status line that was replaced, though the settings were changed since', async () => {
    using places = createPlaces(
      '{\n  "statusLine": {\n    "type": "command",\n    "command": "date"\n  }\n}\n',
    )
    await install(places, { isStatusLineReplaced: true })
    writeFileSync(places.settingsPath, places.read().replace('{\n', '{\n  "model": "opus",\n'))
    await uninstall(places)
    expect(JSON.parse(places.read())).toEqual({
      model: 'opus',
      statusLine: { type: 'command', command: 'date' },
    })
  })

  it('keep what people changed between two installations, and after one that failed', async () => {
    const replaced = { isStatusLineReplaced: true }
    const before = '{"statusLine":{"type":"command","command":"date"}}'
    using places = createPlaces(before)
    const change = () => writeFileSync(places.settingsPath, places.read().replace('{', '{"model":"opus", '))
    await install(places, keep)
    change()
    expect(await install(places, replaced)).toMatchObject({ isChanged: true, hasStatusLine: true })
    await uninstall(places)
    expect(places.read()).toBe(before.replace('{', '{"model":"opus", '))

    await install(places, keep)
    writeFileSync(places.settingsPath, before) // as if it had never been written
    change()
    await install(places, replaced)
    await uninstall(places)
    expect(places.read()).toBe(before.replace('{', '{"model":"opus", '))
  })

  it('get by without the record of before, and with settings that hold nothing', async () => {
    using places = createPlaces('\n')
    await install(places, keep)
    writeFileSync(places.settingsPath, places.read().replace('{', '{"model":"opus",'))
    await uninstall(places)
    expect(JSON.parse(places.read())).toEqual({ model: 'opus' })
    await install(places, keep)
    writeFileSync(join(places.home, 'claude-code', 'installation.json'), '{')
    expect(await uninstall(places)).toMatchObject({ isChanged: true })
    expect(JSON.parse(places.read())).toEqual({ model: 'opus' })
  })

  it("take only Arena's hook out of a group that others share", async () => {
    using places = createPlaces('{}')
    await install(places, keep)
    const { hooks } = JSON.parse(places.read())
    const own = { type: 'command', command: 'say done' }
    hooks.SubagentStop[0].hooks.push(own)
    writeFileSync(places.settingsPath, JSON.stringify({ hooks }))
    await uninstall(places)
    expect(JSON.parse(places.read())).toEqual({ hooks: { SubagentStop: [{ hooks: [own] }] } })
  })

  it('keep the scripts while other settings need them, and bring no other home back', async () => {
    using places = createPlaces('{}')
    const second = { ...places, settingsPath: join(places.home, '..', 'second.json') }
    await install(places, keep)
    await install(second, keep)
    expect(await uninstall(places)).toEqual({ isChanged: true, settingsPath: places.settingsPath })
    expect(places.read()).toBe('{}')
    expect(places.names()).toContain('arena/claude-code/claude-code-hook.sh')
    expect(await uninstall(places)).toEqual({ isChanged: true, settingsPath: second.settingsPath })
    expect(places.names()).toEqual(['arena', 'claude', 'claude/settings.json'])

    const otherHome = { ...places, home: `${places.home}-2` }
    await install(places, keep)
    await install(otherHome, keep)
    await uninstall(otherHome)
    expect(JSON.parse(places.read())).toEqual({})
  })

  it('make the settings where there were none, and remove them again', async () => {
    using places = createPlaces(null)
    expect(await install(places, keep)).toEqual({ isChanged: true, backupPath: null, hasStatusLine: true })
    expect(Object.keys(JSON.parse(places.read()).hooks)).toEqual(hookPlans.map(({ event }) => event))
    expect(await uninstall(places)).toMatchObject({ isChanged: true })
    expect(places.names()).toEqual(['arena'])
    expect(await uninstall(places)).toMatchObject({ isChanged: false })
  })

  it('refuse what they do not understand, and change nothing', async () => {
    for (const broken of [
      '{ "hooks": ',
      '[]',
      '{ "hooks": [] }',
      '{ "hooks": { "SessionEnd": {} } }',
      '// note\n{}',
    ]) {
      using places = createPlaces(broken)
      await expect(install(places, keep)).rejects.toMatchObject({ code: 'invalid-config' })
      expect(places.read()).toBe(broken)
      expect(places.names()).toEqual(['claude', 'claude/settings.json'])
    }
  })

  it('follow a link, as people keep who store their settings elsewhere', async () => {
    using places = createPlaces(null)
    mkdirSync(join(places.settingsPath, '..'))
    const target = join(places.settingsPath, '..', 'mine.json')
    writeFileSync(target, '{}')
    symlinkSync(target, places.settingsPath)
    await install(places, keep)
    expect(lstatSync(places.settingsPath).isSymbolicLink()).toBe(true)
    expect(readFileSync(target, 'utf8')).toContain('claude-code-hook.sh')
    await uninstall(places)
    expect(readFileSync(target, 'utf8')).toBe('{}')
  })
})
