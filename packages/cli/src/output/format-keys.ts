import type { Colors } from 'picocolors/types'
import { formatTime } from './format-time.ts'
import { formatTable } from './table.ts'

export interface KeyRowView {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
}

/** A table of keys by what may be shown of them. Times are UTC. */
export function formatKeys(keys: readonly KeyRowView[], colors: Colors): string[] {
  return formatTable(
    [
      { title: 'Id' },
      { title: 'Name' },
      { title: 'Key' },
      { title: 'Made (UTC)' },
      { title: 'State' },
      { title: 'Scopes' },
    ],
    keys.map((key) => [
      key.id,
      { text: key.name, paint: colors.bold },
      `${key.start}…`,
      formatTime(key.createdAt),
      formatState(key),
      key.scopes.join(' '),
    ]),
    { paintTitle: colors.dim, maxCellColumns: 80 },
  )
}

function formatState({ expiresAt, revokedAt }: KeyRowView): string {
  if (revokedAt !== null) return `revoked ${formatTime(revokedAt)}`
  return expiresAt === null ? 'valid' : `until ${formatTime(expiresAt)}`
}
