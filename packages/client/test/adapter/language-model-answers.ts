/** What fake language models of the AI SDK answer; versions 6 and 7 and Mastra share the form. */
export const usage = {
  inputTokens: { total: 10, noCache: 5, cacheRead: 3, cacheWrite: 2 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
}

export function answer(text: string) {
  return {
    content: [{ type: 'text' as const, text }],
    finishReason: { unified: 'stop' as const, raw: 'stop' },
    usage,
    warnings: [],
  }
}

export function callTool(toolName: string, input = '{}') {
  return {
    ...answer(''),
    content: [{ type: 'tool-call' as const, toolCallId: `call-${toolName}`, toolName, input }],
    finishReason: { unified: 'tool-calls' as const, raw: 'tool_use' },
  }
}

/** A model that is aborted as soon as it is asked. */
export function hangUntilAborted() {
  const abort = new AbortController()
  const doGenerate = ({ abortSignal }: { readonly abortSignal?: AbortSignal }) =>
    new Promise<never>((_, reject) => {
      abortSignal?.addEventListener('abort', () => reject(abortSignal.reason))
      abort.abort()
    })
  return { signal: abort.signal, doGenerate }
}
