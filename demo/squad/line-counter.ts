import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkOrder } from './work-order.ts'

export interface LineCount {
  readonly files: number
  readonly lines: number
  readonly blankLines: number
}

/** Counts lines; one without an end counts, too. */
export async function countLines({ root, paths }: WorkOrder): Promise<LineCount> {
  let lines = 0
  let blankLines = 0
  for (const path of paths) {
    const parts = (await readFile(join(root, path), 'utf8')).split('\n')
    if (parts.at(-1) === '') parts.pop()
    lines += parts.length
    blankLines += parts.filter((line) => line.trim() === '').length
  }
  return { files: paths.length, lines, blankLines }
}
