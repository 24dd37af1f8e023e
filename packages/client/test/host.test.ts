import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toDestination } from '../src/spool/destination.ts'
import { encodeLine } from '../src/spool/segment-line.ts'
import { runAgentProgram } from './run-agent-program.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { startWireServer } from './wire-server.ts'

const away = 'http://127.0.0.1:9'
const keyed = (home: string, url = away) => ({ ARENA_HOME: home, ARENA_URL: url, ARENA_API_KEY: 'k' })

function reportsIn(home: string): number {
  const folder = join(home, 'spool')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n').length - 1)
    .reduce((sum, count) => sum + count, 0)
}

describe('the host of the client', () => {
  it('may exit right after reporting, and nothing is lost', async () => {
    using folder = temporaryFolder()
    const ended = await runAgentProgram(['exit-at-once', '300'], { env: keyed(folder.path) })
    expect(ended).toMatchObject({ exitCode: 7, stderr: '', lines: [] })
    expect(reportsIn(folder.path)).toBe(300)
  })

  it('may be killed at any time, and another process brings each report home once', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer()
    const env = keyed(folder.path)
    const killed = await Promise.all(
      [200, 500, 900].map((killAfterLines) => runAgentProgram(['report-for-long'], { env, killAfterLines })),
    )
    const said = killed.reduce((sum, { lines }) => sum + lines.length, 0)
    expect(reportsIn(folder.path)).toBeGreaterThanOrEqual(said)
    for (const name of readdirSync(join(folder.path, 'spool'))) {
      const path = join(folder.path, 'spool', name)
      const [, ...lines] = readFileSync(path, 'utf8').split('\n')
      writeFileSync(path, [headerFor(server.url), ...lines].join('\n'))
    }
    const online = keyed(folder.path, server.url)
    const drained = await Promise.all([1, 2].map(() => runAgentProgram(['drain'], { env: online })))
    expect(drained.map(({ lines }) => lines)).toEqual([[true], [true]])
    const received = server.received.flat()
    expect(received.length).toBeGreaterThanOrEqual(said)
    expect(new Set(received).size).toBe(received.length)
    expect(reportsIn(folder.path)).toBe(0)
  })

  it.each([
    ['away', away],
    ['silent', null],
  ])('ends within 50 ms of its own work when the server is %s', async (_name, url) => {
    using folder = temporaryFolder()
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const silentUrl = `http://127.0.0.1:${(silent.address() as { port: number }).port}`
    const delaysInMs: number[] = []
    for (let run = 0; run < 3 && Math.min(...delaysInMs) >= 50; run += 1) {
      // a busy machine adds its own delay
      const ended = await runAgentProgram(['end-by-itself'], { env: keyed(folder.path, url ?? silentUrl) })
      expect(ended.exitCode).toBe(0)
      delaysInMs.push(ended.endedAtInMs - (ended.lines[0] as { endedAtInMs: number }).endedAtInMs)
    }
    expect(Math.min(...delaysInMs)).toBeLessThan(50)
    silent.close()
  })

  it('is held by an awaited receipt and an awaited flush until they are there', async () => {
    using folder = temporaryFolder()
    await using server = await startWireServer((response, { reports }) => {
      const answers = reports.map(({ id }) => ({ status: 'scored', id }))
      setTimeout(() => response.end(JSON.stringify({ result: { data: { epoch: 'e', answers } } })), 200)
    })
    const env = keyed(folder.path, server.url)
    const [receipt, flush] = await Promise.all(
      ['await-receipt', 'await-flush'].map((scenario) => runAgentProgram([scenario], { env })),
    )
    expect(receipt).toMatchObject({ exitCode: 0, lines: [{ status: 'scored' }], stderr: '' })
    expect(flush).toMatchObject({ exitCode: 0, lines: [true], stderr: '' })
  })

  it('goes on without a home and with a home that cannot be written', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    for (const env of [keyed(join(file, 'home')), { ...keyed('/proc/nowhere') }]) {
      const { exitCode, lines, stderr } = await runAgentProgram(['await-receipt'], { env })
      expect(exitCode).toBe(0)
      expect(lines).toMatchObject([{ status: 'spooled', isOnDisk: false }])
      expect(stderr.match(/ARENA_SPOOL_UNAVAILABLE/g)).toHaveLength(1)
    }
  })

  it('goes on when the disk is full, says so once, and gathers no empty files', async () => {
    using folder = temporaryFolder()
    const env = keyed(folder.path)
    const { exitCode, lines, stderr } = await runAgentProgram(['await-receipt'], { env, isDiskFull: true })
    expect({ exitCode, lines }).toMatchObject({
      exitCode: 0,
      lines: [{ status: 'spooled', isOnDisk: false }],
    })
    expect(stderr.match(/ARENA_SPOOL_UNAVAILABLE/g)).toHaveLength(1)
    expect(readdirSync(join(folder.path, 'spool'))).toEqual([])
  })

  it('is told once when there is no home folder at all', async () => {
    using folder = temporaryFolder()
    const env = { HOME: '', ARENA_URL: away, ARENA_API_KEY: 'k', TSX_DISABLE_CACHE: '1', TMPDIR: folder.path }
    const { exitCode, lines, stderr } = await runAgentProgram(['await-receipt'], { env })
    expect({ exitCode, lines }).toMatchObject({
      exitCode: 0,
      lines: [{ status: 'spooled', isOnDisk: false }],
    })
    expect(stderr.match(/ARENA_SPOOL_UNAVAILABLE/g)).toHaveLength(1)
    const exited = await runAgentProgram(['exit-at-once', '4'], { env })
    expect(exited.exitCode).toBe(7)
    expect(exited.stderr).toMatch(/ARENA_SPOOL_UNAVAILABLE[\s\S]*ARENA_LOST.* 4 report/)
  })

  it('keeps its exit code whatever it hands over', async () => {
    using folder = temporaryFolder()
    const { exitCode, lines } = await runAgentProgram(['hostile'], { env: keyed(folder.path) })
    expect({ exitCode, lines }).toEqual({ exitCode: 5, lines: [] })
  })

  it('may fork: each process has a segment of its own', async () => {
    using folder = temporaryFolder()
    const { exitCode } = await runAgentProgram(['fork'], { env: keyed(folder.path) })
    expect(exitCode).toBe(3)
    expect(reportsIn(folder.path)).toBe(2)
  })
})

/** The first line of a segment for another address: tests kill agents while no server is there. */
function headerFor(url: string): string {
  return encodeLine(JSON.stringify({ arenaSpool: 1, ...toDestination({ url, key: 'k' }) })).text.trimEnd()
}
