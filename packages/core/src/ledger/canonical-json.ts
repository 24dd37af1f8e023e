/** JSON with the keys of every object in order of code units, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value))
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sortKeys)
  const sorted: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) {
    const item = sortKeys((value as Record<string, unknown>)[key])
    if (key === '__proto__')
      Object.defineProperty(sorted, key, { value: item, enumerable: true }) // else it is lost
    else sorted[key] = item
  }
  return sorted
}
