import { existsSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'

/** Tests with agent frameworks, which `npm test` installs. */
const withFrameworks = 'packages/client/test/adapter/**'
const hasFrameworks = existsSync(new URL('packages/client/test/adapter/node_modules', import.meta.url))

export default defineConfig({
  resolve: { conditions: ['@arena/source'] },
  ssr: { resolve: { conditions: ['@arena/source', 'node'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'test/**/*.test.ts',
      'demo/**/*.test.ts',
      'faults/**/*.test.ts',
    ],
    exclude: [...configDefaults.exclude, ...(hasFrameworks ? [] : [withFrameworks])],
    maxWorkers: '100%', // many tests wait for processes of theirs
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
