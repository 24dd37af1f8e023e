import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkOrder } from './work-order.ts'

export interface Duplicate {
  readonly lines: number
  readonly places: readonly { readonly path: string; readonly line: number }[]
}

const blockSize = 8

/** Cuts files into blocks of eight lines, blank ones left out, and finds those that stand in more than one place. */
export async function findDuplicates({ root, paths }: WorkOrder): Promise<readonly Duplicate[]> {
  const placesByBlock = new Map<string, { path: string; line: number }[]>()
  for (const path of paths) {
    const text = await readFile(join(root, path), 'utf8')
    const lines = numberedLines(text)
    for (let start = 0; start + blockSize <= lines.length; start += blockSize) {
      const block = lines.slice(start, start + blockSize)
      const key = block.map(({ text: line }) => line).join('\n')
      const places = placesByBlock.get(key) ?? []
      placesByBlock.set(key, [...places, { path, line: block[0]?.line ?? 0 }])
    }
  }
  const found = [...placesByBlock.values()].filter((places) => places.length > 1)
  return found.map((places) => ({ lines: blockSize, places }))
}

function numberedLines(text: string): { line: number; text: string }[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter(({ text: line }) => line !== '')
}
