import { type Model, type ModelResponse, Usage } from '@openai/agents'

const usage = () => new Usage({ inputTokens: 120, outputTokens: 8, totalTokens: 128 })

/** A model that hands over to the agent of that name. */
export const handingOverTo = (agent: string): Model =>
  answering({
    usage: usage(),
    output: [
      {
        type: 'function_call',
        callId: 'call-1',
        name: `transfer_to_${agent}`,
        arguments: '{}',
        status: 'completed',
      },
    ],
  })

/** A model that always says the same. */
export const saying = (text: string): Model =>
  answering({
    usage: usage(),
    output: [
      { type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text }] },
    ],
  })

function answering(response: ModelResponse): Model {
  return {
    getResponse: async () => response,
    getStreamedResponse() {
      throw new Error('this model does not stream')
    },
  }
}
