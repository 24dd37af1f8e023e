import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    api: 'src/api.ts',
    'claude-code': 'src/claude-code.ts',
    embedded: 'src/embedded.ts',
    'squad-tracker': 'src/squad-tracker.ts',
    'engine-thread': 'src/embedded/engine-thread.ts',
    'store-worker': 'src/store/worker/store-worker.ts',
    'guarded-store-worker': 'src/store/worker/guarded-store-worker.ts',
    'transcript-worker': 'src/claude-code/transcript/transcript-worker.ts',
  },
  format: 'esm',
  target: 'node20',
  dts: {
    entry: {
      index: 'src/index.ts',
      api: 'src/api.ts',
      'claude-code': 'src/claude-code.ts',
      embedded: 'src/embedded.ts',
      'squad-tracker': 'src/squad-tracker.ts',
    },
  },
  splitting: false, // the programs look for each other beside themselves
  clean: true,
  sourcemap: true,
})
