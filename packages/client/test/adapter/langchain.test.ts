import type { CallbackHandlerMethods } from '@langchain/core/callbacks/base'
import { registerConfigureHook, setContextVariable } from '@langchain/core/context'
import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type BaseMessage } from '@langchain/core/messages'
import { RunnableLambda } from '@langchain/core/runnables'
import { END, interrupt, MemorySaver, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph'
import { createAgent, tool } from 'langchain'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeAdapter, recordingArena, type Scenario } from '../../src/adapter/adapter.contract.ts'
import type { Reporting } from '../../src/adapter/adapter-options.ts'
import { arenaHandler } from '../../src/langchain.ts'

type Answer = () => AIMessage | Promise<AIMessage>

/** Gives one answer after the other, the last for ever. */
class FakeChatModel extends BaseChatModel {
  readonly #answers: readonly Answer[]
  #asked = 0
  constructor(...answers: readonly Answer[]) {
    super({})
    this.#answers = answers
  }
  override _llmType(): string {
    return 'fake'
  }
  override bindTools(): this {
    return this
  }
  override async _generate(_messages: BaseMessage[]) {
    const give = this.#answers[Math.min(this.#asked, this.#answers.length - 1)] ?? say('')
    this.#asked += 1
    const message = await give()
    return { generations: [{ text: '', message }] }
  }
}

const facts = {
  usage_metadata: {
    input_tokens: 10,
    output_tokens: 5,
    total_tokens: 15,
    input_token_details: { cache_read: 3, cache_creation: 2 },
  },
  response_metadata: { model_name: 'fake-1' },
}
const say =
  (content: string): Answer =>
  () =>
    Object.assign(new AIMessage(content), facts)
const callTool =
  (name: string): Answer =>
  () =>
    Object.assign(new AIMessage({ content: '', tool_calls: [{ name, args: {}, id: 'call-1' }] }), facts)

function callbacks(arenas: readonly Reporting[]) {
  // The types of the framework accept the handler as it is.
  const handlers: CallbackHandlerMethods[] = arenas.map((arena) => arenaHandler({ arena }))
  return { callbacks: handlers }
}

const newAgent = (name: string, ...answers: Answer[]) =>
  createAgent({ name, model: new FakeChatModel(...answers), tools: [] })
const textOf = ({ messages }: { messages: BaseMessage[] }) => messages.at(-1)?.text

async function play(scenario: Scenario, arenas: readonly Reporting[]): Promise<unknown> {
  const question = { messages: 'x' }
  if (scenario === 'success')
    return textOf(await newAgent('writer', say('hi')).invoke(question, callbacks(arenas)))
  if (scenario === 'failure') {
    return newAgent('failer', () => Promise.reject(new Error('no'))).invoke(question, callbacks(arenas))
  }
  if (scenario === 'abort') {
    const abort = new AbortController()
    const hang = () => {
      abort.abort()
      return new Promise<never>(() => {})
    }
    return newAgent('slow', hang).invoke(question, { ...callbacks(arenas), signal: abort.signal })
  }
  const inner = newAgent('inner', say('in'))
  const ask = tool(async (_input, config) => textOf(await inner.invoke(question, config)) ?? '', {
    name: 'ask',
    description: 'asks',
    schema: z.object({}),
  })
  const model = new FakeChatModel(callTool('ask'), say('done'))
  return textOf(await createAgent({ name: 'outer', model, tools: [ask] }).invoke(question, callbacks(arenas)))
}

describeAdapter('the handler for LangChain', {
  source: 'langchain',
  model: 'fake-1',
  usage: { inputTokens: 5, outputTokens: 5, cacheReadTokens: 3, cacheWriteTokens: 2 },
  outerUsage: { inputTokens: 10, outputTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 4, toolCalls: 1 },
  play,
})

describe('the handler for LangChain', () => {
  const graph = (node: () => Promise<object>) =>
    new StateGraph(MessagesAnnotation).addNode('n', node).addEdge(START, 'n').addEdge('n', END)

  it('hears every call once it is a context variable', async () => {
    const arena = recordingArena()
    registerConfigureHook({ contextVar: 'arena', inheritable: true })
    setContextVariable('arena', arenaHandler({ arena }))
    await newAgent('writer', say('hi')).invoke({ messages: 'x' })
    setContextVariable('arena', undefined)
    expect(arena.reports).toMatchObject([{ agent: 'writer', outcome: 'success' }])
  })

  it('reports a plain graph under its name and its thread', async () => {
    const arena = recordingArena()
    const compiled = graph(async () => ({})).compile({ name: 'pipeline' })
    await compiled.invoke({ messages: [] }, { ...callbacks([arena]), configurable: { thread_id: 't-1' } })
    expect(arena.reports).toMatchObject([{ agent: 'pipeline', outcome: 'success', sessionId: 't-1' }])
  })

  it('takes a graph without a name inside another for a part of it', async () => {
    const arena = recordingArena()
    const part = graph(async () => ({})).compile()
    const whole = new StateGraph(MessagesAnnotation).addNode('part', part).addEdge(START, 'part').compile()
    await whole.invoke({ messages: [] }, { callbacks: [arenaHandler({ arena, agent: 'my-app' })] })
    expect(arena.reports).toMatchObject([{ agent: 'my-app', outcome: 'success' }])
  })

  it('does not know how a run ends that waits for a person', async () => {
    const arena = recordingArena()
    const asking = graph(async () => ({ messages: interrupt('go on?') }))
    const compiled = asking.compile({ name: 'asking', checkpointer: new MemorySaver() })
    await compiled.invoke({ messages: [] }, { ...callbacks([arena]), configurable: { thread_id: 't-1' } })
    expect(arena.reports).toMatchObject([{ agent: 'asking', outcome: 'unknown' }])
  })

  it('reports a stream that the host leaves as cancelled', async () => {
    const arena = recordingArena()
    const look = tool(async () => 'seen', { name: 'look', description: 'looks', schema: z.object({}) })
    const model = new FakeChatModel(callTool('look'), say('done'))
    const agent = createAgent({ name: 'left', model, tools: [look] })
    const stream = await agent.stream({ messages: 'x' }, { ...callbacks([arena]), streamMode: 'updates' })
    for await (const _ of stream) break
    await expect.poll(() => arena.reports).toMatchObject([{ agent: 'left', outcome: 'cancelled' }])
  })

  it('leaves plain runnables alone', async () => {
    const arena = recordingArena()
    await RunnableLambda.from(async (text: string) => text).invoke('x', callbacks([arena]))
    expect(arena.reports).toEqual([])
  })
})
