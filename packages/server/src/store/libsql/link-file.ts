import { linkSync } from 'node:fs'

/** Gives a file a second name, whole or not at all; false where it can't have one. */
export function linkFile(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch {
    return false
  }
}
