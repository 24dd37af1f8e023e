import type { DiskEvent } from './disk-trace.ts'

/** Disks write a sector whole or not at all. */
const sectorBytes = 512

export interface Cut {
  /** How many of the events came before it. */
  readonly at: number
  readonly random: () => number
  /** The broken control: a disk that says that it has synced, and has not. */
  readonly isSyncIgnored?: boolean
}

export interface CutImage {
  readonly files: ReadonlyMap<string, Buffer>
  readonly acknowledgedIds: readonly string[]
}

/**
 * What is left on the disk when the power goes: all that was synced, and of what was written since, each piece by chance
 * whole, in part, or not at all.
 */
export function cutPower(
  base: ReadonlyMap<string, Buffer>,
  events: readonly DiskEvent[],
  { at, random, isSyncIgnored = false }: Cut,
): CutImage {
  const files = new Map<string, Buffer>([...base].map(([file, content]) => [file, Buffer.from(content)]))
  const acknowledgedIds: string[] = []
  const before = events.slice(0, at)
  const syncedUntil = new Map<string, number>()
  let lastSync = -1
  for (const [index, event] of before.entries()) {
    if (event.kind !== 'sync' || isSyncIgnored) continue
    syncedUntil.set(event.file, index)
    lastSync = index
  }
  for (const [index, event] of before.entries()) {
    if (event.kind === 'acknowledge') acknowledgedIds.push(...event.ids)
    else if (event.kind === 'remove') {
      // A journalling file system writes names in order with the next sync of any file.
      if (index < lastSync || random() < 0.5) files.delete(event.file)
    } else if (event.kind === 'write' || event.kind === 'truncate') {
      const isSynced = index < (syncedUntil.get(event.file) ?? -1)
      const content = files.get(event.file) ?? Buffer.alloc(0)
      files.set(event.file, apply(content, event, isSynced ? 1 : chance(random)))
    }
  }
  return { files, acknowledgedIds }
}

/** Which share of an unsynced write reached the disk. */
function chance(random: () => number): number {
  const drawn = random()
  return drawn < 0.4 ? 0 : drawn < 0.6 ? random() : 1
}

function apply(
  content: Buffer,
  event: Extract<DiskEvent, { readonly kind: 'write' | 'truncate' }>,
  share: number,
): Buffer {
  if (share === 0) return content
  if (event.kind === 'truncate') {
    const rest = content.subarray(0, event.size)
    return Buffer.concat([rest, Buffer.alloc(event.size - rest.length)])
  }
  const { offset, data } = event
  const bytes = share === 1 ? data.length : Math.floor((data.length * share) / sectorBytes) * sectorBytes
  const size = Math.max(content.length, offset + bytes)
  const written =
    size === content.length ? content : Buffer.concat([content, Buffer.alloc(size - content.length)])
  data.copy(written, offset, 0, bytes)
  return written
}
