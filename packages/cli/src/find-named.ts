import { ArenaError } from '@arena/core'

interface Named {
  readonly id: string
  readonly name: string
}

/** The one of this id, or of this name in any spelling of its letters. `kind` is what people call it. */
export function findNamed<T extends Named>(records: readonly T[], text: string, kind: string): T {
  const wanted = text.trim().normalize('NFC').toLowerCase()
  const found =
    records.find(({ id }) => id === text) ?? records.find(({ name }) => name.toLowerCase() === wanted)
  if (!found) throw new ArenaError('not-found', `There is no ${kind} "${text}", or it is not yours to see.`)
  return found
}
