import type { Arena } from './arena.ts'
import { createArena } from './create-arena.ts'

/** The arena of this process, configured by the environment at its first use. */
export const arena: Arena = createArena()
