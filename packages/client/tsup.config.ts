import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/api.ts',
    'src/ai-sdk.ts',
    'src/claude-agent-sdk.ts',
    'src/langchain.ts',
    'src/mastra.ts',
    'src/openai-agents.ts',
  ],
  format: 'esm',
  target: 'node20',
  splitting: true,
  clean: true,
  dts: { banner: '/// <reference lib="esnext.disposable" />' }, // the host's project may not name it
})
