import { describe, expect, it } from 'vitest'
import { createKey } from './key/create-key.ts'
import { createLogger } from './logger.ts'

describe('createLogger', () => {
  it('lets no key through, wherever it stands', () => {
    const lines: string[] = []
    const logger = createLogger({ level: 'info', write: (line) => lines.push(line) })
    const key = createKey()
    logger.info(
      { key, headers: { authorization: `Bearer ${key}` }, deep: { a: { b: [key] } } },
      `took ${key}`,
    )
    logger.error({ err: new Error(`bad ${key}`, { cause: new Error(key) }) }, 'failed')
    expect(lines).toHaveLength(2)
    expect(lines.join()).not.toContain(key.slice(6))
    expect(lines.join()).not.toContain(key.slice(6, 20))
  })

  it('writes one JSON object a line, with a readable level and time', () => {
    const lines: string[] = []
    createLogger({ level: 'info', write: (line) => lines.push(line) }).warn({ port: 1 }, 'hello')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', port: 1, msg: 'hello' })
    expect(lines[0]).toMatch(/"time":"\d{4}-.*Z"/)
  })
})
