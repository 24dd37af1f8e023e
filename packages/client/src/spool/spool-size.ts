import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes of all segments in the given folders, those of other processes included. */
export function measureSpool(folders: readonly string[]): number {
  let bytes = 0
  for (const folder of folders) {
    try {
      for (const name of readdirSync(folder)) {
        if (name.endsWith('.ndjson'))
          bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
      }
    } catch {}
  }
  return bytes
}
