import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import type { JsonObject } from '../read-json-value.ts'
import { prepareShape } from '../select-json/json-shape.ts'
import { readJsonLines } from './read-json-lines.ts'

const shape = prepareShape({
  create: () => ({ a: undefined, b: undefined, c: undefined, text: undefined, last: undefined }),
})

async function readAll(content: string | Uint8Array, maxLineBytes?: number) {
  using folder = createTemporaryFolder()
  const path = folder.write('lines.jsonl', content)
  const objects: JsonObject[] = []
  let skipped = 0
  await readJsonLines(path, {
    shapeOfNext: () => shape,
    onObject: (object) => objects.push(object),
    onSkippedLine: () => (skipped += 1),
    ...(maxLineBytes !== undefined && { maxLineBytes }),
  })
  return { objects, skipped }
}

describe('readJsonLines', () => {
  it('reads one object a line, with or without a last line feed', async () => {
    expect(await readAll('{"a":1}\n{"b":2}\r\n\n{"c":3}')).toEqual({
      objects: [{ a: 1 }, { b: 2 }, { c: 3 }],
      skipped: 0,
    })
  })

  it('skips and counts torn, damaged and foreign lines', async () => {
    const content = Buffer.concat([
      Buffer.from('{"a":1}\n{"torn":\n[1]\n7\nnull\n'),
      Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x00, 0x00, 0x0a]),
      Buffer.from('{"b":2}\n{"tail":"x'),
    ])
    expect(await readAll(content)).toEqual({ objects: [{ a: 1 }, { b: 2 }], skipped: 7 })
  })

  it('keeps characters whole that lie across two reads', async () => {
    const text = 'ä€😀'.repeat(40_000)
    const { objects, skipped } = await readAll(`{"text":"${text}"}\n{"last":true}\n`)
    expect(skipped).toBe(0)
    expect(objects).toEqual([{ text }, { last: true }])
  })

  it('skips a line longer than allowed and goes on behind it', async () => {
    const long = `{"text":"${'x'.repeat(300_000)}"}`
    expect(await readAll(`{"a":1}\n${long}\n{"b":2}\n`, 1000)).toEqual({
      objects: [{ a: 1 }, { b: 2 }],
      skipped: 1,
    })
  })

  it('reads nothing from an empty file', async () => {
    expect(await readAll('')).toEqual({ objects: [], skipped: 0 })
  })
})
