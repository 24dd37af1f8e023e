import type { Complexity } from '@arena/core'

/** How hard a piece of work is, told by how many items it has to look at. */
export function complexityOfSize(items: number): Complexity {
  if (items < 10) return 'simple'
  if (items < 60) return 'medium'
  return items < 400 ? 'complex' : 'expert'
}
