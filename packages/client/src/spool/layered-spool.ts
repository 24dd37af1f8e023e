import type { Spool } from './spool.ts'

export interface LayeredSpool extends Omit<Spool, 'isOnDisk' | 'append'> {
  append(json: string): { readonly isKept: boolean; readonly isOnDisk: boolean }
}

/** Keeps a report in the first spool that takes it. `onFallback` is called for each that the first could not write. */
export function createLayeredSpool(
  spools: readonly Spool[],
  { onFallback }: { readonly onFallback: () => void },
): LayeredSpool {
  return {
    append(json) {
      for (const spool of spools) {
        const result = spool.append(json)
        if (result === 'kept') return { isKept: true, isOnDisk: spool.isOnDisk }
        if (result === 'full') break
        onFallback()
      }
      return { isKept: false, isOnDisk: false }
    },
    readBatch(limits) {
      const [batch = null, ...others] = spools.flatMap((spool) => spool.readBatch(limits) ?? [])
      return batch && { ...batch, isRest: batch.isRest && others.length === 0 }
    },
    adopt(accepts) {
      let mayBeMore = false
      for (const spool of spools) mayBeMore = spool.adopt(accepts) || mayBeMore
      return mayBeMore
    },
    resendOtherEpochs(epoch, accepts) {
      for (const spool of spools) spool.resendOtherEpochs(epoch, accepts)
    },
    close() {
      for (const spool of spools) spool.close()
    },
  }
}
