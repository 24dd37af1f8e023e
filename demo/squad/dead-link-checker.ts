import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { WorkOrder } from './work-order.ts'

export interface DeadLink {
  readonly path: string
  readonly line: number
  readonly target: string
}

export interface LinkCheck {
  readonly links: number
  /** Links to the web, which only a network could check. */
  readonly undecided: number
  readonly dead: readonly DeadLink[]
}

const link = /(?<!!)\[[^\]]*\]\(([^)\s]+)[^)]*\)/g
const outward = /^([a-z][a-z0-9+.-]*:|\/\/)/i

/** Checks the relative links of markdown files. It asks no network. */
export async function checkLinks({ root, paths }: WorkOrder): Promise<LinkCheck> {
  const dead: DeadLink[] = []
  let links = 0
  let undecided = 0
  for (const path of paths.filter((name) => name.endsWith('.md'))) {
    const lines = withoutCode(await readFile(join(root, path), 'utf8')).split('\n')
    for (const [index, line] of lines.entries()) {
      for (const [, target = ''] of line.matchAll(link)) {
        links += 1
        if (outward.test(target)) undecided += 1
        else if (!isThere(root, path, target)) dead.push({ path, line: index + 1, target })
      }
    }
  }
  return { links, undecided, dead }
}

function isThere(root: string, path: string, target: string): boolean {
  const [file = ''] = target.split('#')
  // A bare anchor stays on the page it is written on.
  if (file === '') return true
  const base = file.startsWith('/') ? root : join(root, dirname(path))
  return existsSync(join(base, decodeURI(file)))
}

/** Blanks code blocks, whose brackets are no links, and keeps the numbers of the lines. */
function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''))
}
