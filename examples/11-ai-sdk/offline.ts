import { MockLanguageModelV4 } from 'ai/test'

/** A model that always gives the same answer. */
export const model = new MockLanguageModelV4({
  modelId: 'fake-1',
  doGenerate: async () => ({
    content: [{ type: 'text', text: 'Two remarks, no blockers.' }],
    finishReason: { unified: 'stop', raw: 'stop' },
    usage: {
      inputTokens: { total: 120, noCache: 120, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 8, text: 8, reasoning: 0 },
    },
    warnings: [],
  }),
})
