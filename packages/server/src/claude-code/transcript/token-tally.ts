import { asCount, asObject, asText, type JsonObject } from '../read-json-value.ts'
import type { RunTokens } from '../run/claude-code-run.ts'

export interface TokenTally {
  add(message: JsonObject): void
  total(): { readonly tokens: RunTokens; readonly isEstimated: boolean }
}

interface Request extends RunTokens {
  readonly isFinal: boolean
}

/**
 * Sums the tokens of a transcript's API requests. One response lies in several records that repeat its usage:
 * they are one request by the message's id, of which the highest numbers count.
 */
export function createTokenTally(): TokenTally {
  const requests = new Map<string, Request>()
  return {
    add(message) {
      const usage = asObject(message['usage'])
      const id = asText(message['id'])
      if (usage === null || id === null) return
      const before = requests.get(id)
      requests.set(id, {
        input: Math.max(before?.input ?? 0, asCount(usage['input_tokens'])),
        output: Math.max(before?.output ?? 0, asCount(usage['output_tokens'])),
        cacheCreation: Math.max(before?.cacheCreation ?? 0, asCount(usage['cache_creation_input_tokens'])),
        cacheRead: Math.max(before?.cacheRead ?? 0, asCount(usage['cache_read_input_tokens'])),
        isFinal: before?.isFinal === true || asText(message['stop_reason']) !== null,
      })
    },
    total() {
      const tokens = { input: 0, output: 0, cacheCreation: 0, cacheRead: 0 }
      let isEstimated = false
      for (const request of requests.values()) {
        tokens.input += request.input
        tokens.output += request.output
        tokens.cacheCreation += request.cacheCreation
        tokens.cacheRead += request.cacheRead
        if (!request.isFinal) isEstimated = true // written while it streamed: its output is a placeholder
      }
      return { tokens, isEstimated }
    },
  }
}
