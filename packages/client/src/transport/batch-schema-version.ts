import type { batchSchemaVersion as understood } from '@arena/core'

/**
 * The batch schema that this client writes. Stated here with the type of core's constant: importing its value
 * would load the whole schema of a report into every agent.
 */
export const batchSchemaVersion: typeof understood = 1
