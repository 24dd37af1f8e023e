import type { Achievement } from './achievement.ts'

/** The entries that an entry builds on and those that build on it, each in the order of the catalog. */
export interface AchievementChain {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Follows `requires` both ways, to the ends. */
export function findChain(catalog: readonly Achievement[], id: string): AchievementChain {
  const requires = new Map(catalog.map((entry) => [entry.id, entry.requires ?? []]))
  const before = reach(id, (each) => requires.get(each) ?? [])
  const after = reach(id, (each) =>
    catalog.filter((entry) => entry.requires?.includes(each)).map((entry) => entry.id),
  )
  const inOrder = (ids: ReadonlySet<string>) =>
    catalog.flatMap((entry) => (ids.has(entry.id) ? [entry.id] : []))
  return { before: inOrder(before), after: inOrder(after) }
}

function reach(from: string, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...next(from)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...next(id))
  }
  return found
}
