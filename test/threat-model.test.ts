import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from './structure/project-root.ts'

const text = readFileSync(join(projectRoot, 'decisions/2026-11-25-threat-model.md'), 'utf8')
const rows = text
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

const pathsIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)

describe('the threat model', () => {
  it('has every line once, each with something against it', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 24 }, (_, index) => index + 1),
    )
    expect(rows.filter((cells) => cells.length !== 6 || cells[2] === '' || cells[3] === '')).toEqual([])
  })

  it('names a test for every line, or says that there is nothing to test', () => {
    const silent = rows.filter(([, , , , shown]) => pathsIn(shown).length === 0)
    expect(silent.map(([, number, , , shown]) => [number, shown])).toEqual([['17', 'nothing to test']])
  })

  it('names tests that exist', () => {
    const paths = rows.flatMap(([, , , , shown]) => pathsIn(shown))
    expect(
      paths.filter((path) => !/\.(test|contract)\.ts$/.test(path) || !existsSync(join(projectRoot, path))),
    ).toEqual([])
    expect(paths.length).toBeGreaterThan(40)
  })
})
