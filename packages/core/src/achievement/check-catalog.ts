import type { Achievement } from './achievement.ts'

/** What is wrong with a catalog: doubled ids, unknown requirements, circles. Empty when it is sound. */
export function checkCatalog(catalog: readonly Achievement[]): readonly string[] {
  const faults: string[] = []
  const entryById = new Map<string, Achievement>()
  for (const entry of catalog) {
    if (entryById.has(entry.id)) faults.push(`${entry.id} is listed twice`)
    entryById.set(entry.id, entry)
  }
  const isSettled = new Map<string, boolean>()
  for (const entry of catalog) visit(entry, [])
  return faults

  function visit(entry: Achievement, path: readonly string[]): void {
    if (isSettled.get(entry.id)) return
    if (isSettled.has(entry.id)) {
      faults.push(`${[...path, entry.id].join(' > ')} is a circle`)
      return
    }
    isSettled.set(entry.id, false)
    for (const id of entry.requires ?? []) {
      const required = entryById.get(id)
      if (required) visit(required, [...path, entry.id])
      else faults.push(`${entry.id} requires ${id}, which does not exist`)
    }
    isSettled.set(entry.id, true)
  }
}
