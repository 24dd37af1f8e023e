import { type CountName, countNames } from '@arena/core'
import { integer } from 'drizzle-orm/sqlite-core'

/** A column for each of core's counts, so that a new count is a new column. */
export function countColumns(): Record<CountName, ReturnType<typeof countColumn>> {
  return Object.fromEntries(countNames.map((name) => [name, countColumn(name)])) as Record<
    CountName,
    ReturnType<typeof countColumn>
  >
}

function countColumn(name: CountName) {
  return integer(columnName(name)).notNull()
}

function columnName(name: string): string {
  return name.replaceAll(/([a-z])([A-Z0-9])/g, '$1_$2').toLowerCase()
}
