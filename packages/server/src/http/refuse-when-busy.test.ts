import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { createTestApp } from '../../test/create-test-app.ts'
import { reportCommit } from '../../test/report-commit.ts'
import { serveTestApp } from '../../test/serve-test-app.ts'

it('refuses reports before their body has come, while too many wait, and keeps the connection', async () => {
  let held = Promise.resolve()
  await using app = await createTestApp((store) => ({
    ...store,
    commit: (commits) => held.then(() => store.commit(commits)),
  }))
  let release = () => {}
  held = new Promise((resolve) => {
    release = resolve
  })
  await using server = await serveTestApp(app)
  const waiting = app.parts.recorder.record(Array.from({ length: 1200 }, () => reportCommit({}, app.owner)))
  for (const path of ['/trpc/report.submit', '/api/v1/agents/scout/xp']) {
    const connection = connect(Number(new URL(server.url).port), '127.0.0.1')
    const ask = (...lines: readonly string[]) => connection.write(`${lines.join('\r\n')}\r\n\r\n`)
    const length = 80_000
    const key = `authorization: Bearer ${app.fullKey}`
    const type = 'content-type: application/json'
    ask(`POST ${path} HTTP/1.1`, 'host: localhost', key, type, `content-length: ${length}`)
    const [answer] = await once(connection, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1.1 503 /)
    expect(String(answer)).toMatch(/\r\nretry-after: [123]\r\n/i)
    expect(String(answer)).toContain('server-busy')
    connection.write(' '.repeat(length))
    ask('GET /health HTTP/1.1', 'host: localhost')
    const [next] = await once(connection, 'data')
    expect(String(next)).toMatch(/^HTTP\/1.1 200 /)
    connection.destroy()
  }
  release()
  await waiting
})
