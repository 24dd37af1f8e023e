import { defineConfig } from 'vitest/config'

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
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
