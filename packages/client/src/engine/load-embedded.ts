import type * as Embedded from '@arena/server/embedded'

/**
 * The part of the server's package that starts an engine in this process; null where that package is not installed.
 * Nothing of the package is loaded before, and nowhere else.
 */
export async function loadEmbedded(): Promise<typeof Embedded | null> {
  try {
    return await import('@arena/server/embedded')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}
