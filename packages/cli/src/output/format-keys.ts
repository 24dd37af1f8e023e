import { formatTime } from './format-time.ts'
import type { Screen } from './screen.ts'
import { formatTable } from './table.ts'

export interface KeyRowView {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  readonly lastUsedAt: string | null
}

/** A table of keys by what may be shown of them. Times are UTC. */
export function formatKeys(keys: readonly KeyRowView[], { colors, columns }: Screen): string[] {
  return formatTable(
    [
      { title: 'Id' },
      { title: 'Name', fit: 'cut' },
      { title: 'Key', fit: 'leave' },
      { title: 'Made (UTC)', fit: 'leave' },
      { title: 'Used (UTC)', fit: 'leave' },
      { title: 'State' },
      { title: 'Scopes', fit: 'wrap' },
    ],
    keys.map((key) => [
      key.id,
      { text: key.name, paint: colors.bold },
      `${key.start}…`,
      formatTime(key.createdAt),
      key.lastUsedAt === null ? 'never' : formatTime(key.lastUsedAt),
      formatState(key),
      key.scopes.join(' '),
    ]),
    { paintTitle: colors.dim, maxCellColumns: 80, maxColumns: columns },
  )
}

function formatState({ expiresAt, revokedAt }: KeyRowView): string {
  if (revokedAt !== null) return `revoked ${formatTime(revokedAt)}`
  return expiresAt === null ? 'valid' : `until ${formatTime(expiresAt)}`
}
