import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const ageInMs = 60_000

/** Removes what processes left beside a database that were killed while they opened it. */
export function removeLeftovers(path: string): void {
  const beginnings = ['.check-', '.new-', '.unfinished-copy-'].map((suffix) => `${basename(path)}${suffix}`)
  try {
    for (const name of readdirSync(dirname(path))) {
      if (!beginnings.some((beginning) => name.startsWith(beginning))) continue
      const leftover = join(dirname(path), name)
      const isOld = Date.now() - statSync(leftover).mtimeMs > ageInMs // younger ones may be in use
      if (isOld) rmSync(leftover, { recursive: true, force: true })
    }
  } catch {
    // they do no harm; the next start tries again
  }
}
