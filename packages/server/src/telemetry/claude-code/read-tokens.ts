import type { Attributes } from '../otlp/attributes.ts'
import type { Tokens } from '../telemetry-fact.ts'

/** Of one request to the model. Claude Code counts what a cache gave or took apart from the input. */
export function readTokens(attributes: Attributes): Tokens {
  const count = (name: string) => {
    const amount = attributes.amount(name)
    return amount === null ? null : Math.round(amount)
  }
  return {
    input: count('input_tokens'),
    output: count('output_tokens'),
    cacheRead: count('cache_read_tokens'),
    cacheWrite: count('cache_creation_tokens'),
  }
}
