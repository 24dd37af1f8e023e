import { listTextFiles } from './list-text-files.ts'
import type { WorkOrder } from './work-order.ts'

const folders = [
  '.',
  'decisions',
  'demo',
  'examples',
  'scripts',
  'test',
  'packages/core',
  'packages/server',
  'packages/client',
  'packages/cli',
]

/** The folders of this repository, each a piece of work. The recorded sessions are no text of ours. */
export async function workOrders(root: string): Promise<WorkOrder[]> {
  const orders = folders.map(async (folder) => {
    const paths = await listTextFiles(root, folder)
    const name = folder === '.' ? 'the whole repository' : folder
    return { root, name, paths: paths.filter((path) => !path.startsWith('fixtures')) }
  })
  return Promise.all(orders)
}
