import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hooksOf } from './claude-settings.ts'

const plugin = new URL('../../../../plugins/claude-code/', import.meta.url)

describe('hooksOf', () => {
  it('gives the hooks of the plugin', () => {
    const { hooks } = JSON.parse(readFileSync(new URL('hooks/hooks.json', plugin), 'utf8'))
    const script = `sh "\${CLAUDE_PLUGIN_ROOT}/hooks/claude-code-hook.sh"`
    const commandOf = (argument?: string) =>
      `${[script, argument].filter(Boolean).join(' ')} 2>/dev/null || :`
    expect(hooks).toEqual(hooksOf(commandOf))
  })
})
