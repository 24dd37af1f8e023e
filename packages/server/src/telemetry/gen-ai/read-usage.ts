import type { Attributes } from '../otlp/attributes.ts'
import type { SpanFact, Tokens } from '../telemetry-fact.ts'

/** Tokens and cost of a span, by the names of several generations of the conventions; there is no agreed one for cost. */
export function readUsage(attributes: Attributes): Pick<SpanFact, 'tokens' | 'costInUsd'> {
  const amount = (...names: readonly string[]) => wholeNumber(attributes.amount(...names))
  const tokens = countAfresh({
    input: amount('gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'),
    output: amount('gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'),
    cacheRead: amount('gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'),
    cacheWrite: amount(
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.cache_creation_input_tokens',
    ),
  })
  return {
    tokens: Object.values(tokens).some((count) => count !== null) ? tokens : null,
    costInUsd: attributes.amount('gen_ai.usage.cost', 'gen_ai.usage.cost_usd', 'gen_ai.usage.total_cost'),
  }
}

/** The conventions count what a cache gave or took as input too; reports count it apart. */
function countAfresh({ input, ...others }: Tokens): Tokens {
  const cached = (others.cacheRead ?? 0) + (others.cacheWrite ?? 0)
  return { input: input !== null && input >= cached ? input - cached : input, ...others }
}

function wholeNumber(amount: number | null): number | null {
  return amount === null ? null : Math.round(amount)
}
