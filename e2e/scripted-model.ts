import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

/** What the model says to one request: words, tool calls, or an error. */
export interface Turn {
  readonly says?: string
  readonly calls?: readonly ToolCall[]
  readonly failsWith?: number
  readonly delayInMs?: number
}

export interface ToolCall {
  readonly tool: string
  readonly input: Readonly<Record<string, unknown>>
}

/** Decides a turn from the conversation so far: which one it is by the first words of the user. */
export interface Script {
  /** By the prompt that starts it; the conversation that no prompt names is the main one, under ''. */
  readonly turnsByPrompt: Readonly<Record<string, readonly ((told: string) => Turn)[]>>
}

interface Request {
  readonly model: string
  readonly stream?: boolean
  readonly tools?: readonly unknown[]
  readonly messages: readonly { readonly role: string; readonly content: unknown }[]
}

export interface ScriptedModel extends AsyncDisposable {
  readonly url: string
}

/** Serves the Messages API on loopback and plays a script in place of a model, so that real agents run offline. */
export async function startScriptedModel(script: Script): Promise<ScriptedModel> {
  const server = createServer((request, response) => {
    answer(request, response, script).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, script: Script): Promise<void> {
  const body = await readText(request)
  const path = (request.url ?? '').replace(/\?.*/, '')
  if (path.endsWith('/count_tokens')) return sendJson(response, 200, { input_tokens: 100 })
  if (!path.endsWith('/v1/messages')) return sendJson(response, 200, {})
  const asked = JSON.parse(body) as Request
  const turn = nextTurn(asked, script)
  if (turn.delayInMs !== undefined) await wait(turn.delayInMs)
  if (turn.failsWith !== undefined) {
    response.setHeader('x-should-retry', 'false')
    const error = { type: 'invalid_request_error', message: 'refused by the script' }
    return sendJson(response, turn.failsWith, { type: 'error', error })
  }
  const message = toMessage(turn, asked.model)
  if (asked.stream !== true) return sendJson(response, 200, message)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of toEvents(message)) {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  response.end()
}

function nextTurn({ messages, tools = [] }: Request, { turnsByPrompt }: Script): Turn {
  if (tools.length === 0) return { says: 'A title' } // what the program asks beside the conversation
  const opening = JSON.stringify(messages.find(({ role }) => role === 'user')?.content ?? '')
  const prompt = Object.keys(turnsByPrompt).find((each) => each !== '' && opening.includes(each)) ?? ''
  const turns = turnsByPrompt[prompt] ?? []
  const spoken = messages.filter(({ role }) => role === 'assistant').length
  return turns[Math.min(spoken, turns.length - 1)]?.(JSON.stringify(messages)) ?? { says: 'Done.' }
}

function toMessage({ says, calls = [] }: Turn, model: string) {
  const words = says === undefined ? [] : [{ type: 'text', text: says }]
  const uses = calls.map(({ tool, input }) => ({
    type: 'tool_use',
    id: `toolu_${newId()}`,
    name: tool,
    input,
  }))
  return {
    id: `msg_${newId()}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [...words, ...uses],
    stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: {
      input_tokens: 100,
      output_tokens: 20,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
    },
  }
}

type Event = { readonly type: string } & Readonly<Record<string, unknown>>

function toEvents({ content, stop_reason, usage, ...head }: ReturnType<typeof toMessage>): Event[] {
  const start = { ...head, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } }
  const blocks = content.flatMap((block, index): Event[] => {
    const [empty, delta] =
      'input' in block
        ? [
            { ...block, input: {} },
            { type: 'input_json_delta', partial_json: JSON.stringify(block.input) },
          ]
        : [
            { ...block, text: '' },
            { type: 'text_delta', text: block.text },
          ]
    return [
      { type: 'content_block_start', index, content_block: empty },
      { type: 'content_block_delta', index, delta },
      { type: 'content_block_stop', index },
    ]
  })
  return [
    { type: 'message_start', message: start },
    ...blocks,
    { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage },
    { type: 'message_stop' },
  ]
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

function newId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 24)
}
