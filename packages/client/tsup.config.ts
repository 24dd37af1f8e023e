import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/api.ts'],
  format: 'esm',
  target: 'node20',
  splitting: true,
  clean: true,
  dts: { banner: '/// <reference lib="esnext.disposable" />' }, // the host's project may not name it
})
