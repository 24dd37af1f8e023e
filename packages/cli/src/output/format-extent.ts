import { formatCount } from './format-count.ts'

/** How much a database holds, such as `1,234 ledger rows of 2 workspaces`. */
export function formatExtent(workspaces: readonly { readonly lastSeq: number }[]): string {
  const rows = workspaces.reduce((sum, { lastSeq }) => sum + lastSeq, 0)
  return `${formatCount(rows, 'ledger row')} of ${formatCount(workspaces.length, 'workspace')}`
}
