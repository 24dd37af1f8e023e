import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createTestApp, testNow } from '../../../test/create-test-app.ts'
import { recordedStatusLines } from '../../../test/recorded-sessions.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { testReport } from '../../../test/test-report.ts'
import { createStatusLine } from './status-line.ts'
import { formatStatusFile } from './status-text.ts'

const script = fileURLToPath(new URL('../../../../cli/shell/claude-code-statusline.sh', import.meta.url))

function runScript(home: string, input: string): string {
  const { stdout, stderr, status } = spawnSync('sh', [script], { env: { ARENA_HOME: home }, input })
  expect([status, stderr.toString()]).toEqual([0, ''])
  return stdout.toString()
}

describe('the status line', () => {
  it('shows the agent of the session, its level, a bar to the next and the XP of today', async () => {
    using home = createTemporaryFolder()
    await using app = await createTestApp()
    const working = new Map<string, string>()
    const { store, clock } = app.parts.deps
    const statusLine = createStatusLine({
      home: home.path,
      user: app.owner,
      store,
      clock,
      onCommitted: app.parts.onCommitted,
      working: () => working,
    })
    const read = () => readFileSync(join(home.path, 'statusline'), 'utf8')
    await statusLine.refresh()
    expect(read()).toBe('- 0 XP today\n')

    const submit = (...reports: ReturnType<typeof testReport>[]) =>
      app.mutate('report.submit', { schema: 1, reports })
    const yesterday = new Date(Date.parse(testNow) - 86_400_000).toISOString()
    await submit(
      testReport({ basePoints: 60, occurredAt: yesterday, sessionId: 'one' }),
      testReport({ basePoints: 60, bonusPoints: 30, sessionId: 'one' }),
      testReport({ agent: 'docs', basePoints: 10, sessionId: 'two' }),
    )
    await statusLine.refresh()
    const rows = await store.readLedger({ ...app.owner, afterSeq: 0, limit: 100 })
    const gained = rows
      .filter(({ userDay }) => userDay === rows.at(-1)?.userDay)
      .reduce((sum, { xp }) => sum + xp, 0)
    expect(read().split('\n')).toEqual([
      `one python-pro level 2 ███░░░░░░░ ${gained} XP today`,
      `two docs level 1 █░░░░░░░░░ ${gained} XP today`,
      `- docs level 1 █░░░░░░░░░ ${gained} XP today`,
      '',
    ])

    working.set('two', 'python-pro')
    app.time.nowInMs += 86_400_000
    await statusLine.refresh()
    expect(read()).toContain('two python-pro level 2 ███░░░░░░░ 0 XP today\n')
  })

  it('counts what is committed as it comes, and reads the ledger only for what passed by', async () => {
    using home = createTemporaryFolder()
    await using app = await createTestApp()
    const { store, clock } = app.parts.deps
    const { onCommitted } = app.parts
    let reads = 0
    const statusLine = createStatusLine({
      home: home.path,
      user: app.owner,
      clock,
      onCommitted,
      working: () => new Map(),
      store: {
        ...store,
        readLedger(slice) {
          reads += 1
          return store.readLedger(slice)
        },
      },
    })
    const submit = () =>
      app.mutate('report.submit', { schema: 1, reports: [testReport({ basePoints: 10, bonusPoints: 0 })] })
    const shown = async () => {
      await statusLine.refresh()
      return readFileSync(join(home.path, 'statusline'), 'utf8').trim()
    }
    const xpOf = async () =>
      (await store.readLedger({ ...app.owner, afterSeq: 0, limit: 100 })).reduce((sum, { xp }) => sum + xp, 0)
    await submit()
    expect(await shown()).toContain(` ${await xpOf()} XP today`)

    const readsBefore = reads
    await submit()
    await submit()
    expect(await shown()).toContain(` ${await xpOf()} XP today`)
    expect(reads).toBe(readsBefore)

    const listeners = [...onCommitted]
    onCommitted.clear()
    await submit()
    for (const listen of listeners) onCommitted.add(listen)
    await submit()
    expect(await shown()).toContain(` ${await xpOf()} XP today`)
    expect(reads).toBeGreaterThan(readsBefore)
  })

  it('is printed by the shell for the session that Claude Code names', () => {
    using home = createTemporaryFolder()
    const [first = ''] = recordedStatusLines()
    const { session_id: session } = JSON.parse(first)
    expect(runScript(home.path, first)).toBe('')
    const texts = {
      agentBySession: new Map([
        ['other', { name: 'docs', xp: 0 }],
        [session, { name: 'python pro', xp: 100 }],
      ]),
      lastAgent: { name: '$(date) `date` "\\n %s', xp: 599 },
      xpToday: 1234,
    }
    home.write('statusline', formatStatusFile(texts))
    for (const payload of recordedStatusLines()) {
      expect(runScript(home.path, payload)).toBe('python pro level 2 ░░░░░░░░░░ 1,234 XP today\n')
    }
    expect(runScript(home.path, '{}')).toBe('$(date) `date` "\\n %s level 3 █████████░ 1,234 XP today\n')
    expect(runScript(home.path, '')).toContain('level 3')
    expect(runScript('/nowhere', first)).toBe('')
  })

  it('keeps to one line for a session, whatever its names hold', () => {
    const agentBySession = new Map([
      ['a b', { name: 'x', xp: 0 }],
      ['-', { name: 'y', xp: 0 }],
      ['s', { name: 'tab\tline\nesc\u001b[0m', xp: 0 }],
    ])
    expect(formatStatusFile({ agentBySession, lastAgent: null, xpToday: 0 })).toBe(
      's tab line esc [0m level 1 ░░░░░░░░░░ 0 XP today\n- 0 XP today\n',
    )
  })
})
