import { batchSchemaVersion } from '@arena/core'
import type { McpServer } from '@modelcontextprotocol/server'
import type { Context, Hono } from 'hono'
import { type Auth, requireScope } from '../authenticate.ts'
import { type CallContext, createCallContext } from '../call-context.ts'
import { describeError } from '../describe-error.ts'
import { isoTime } from '../iso-time.ts'
import { appRouter } from '../router/index.ts'
import type { ServerParts } from '../server-parts.ts'
import { submitReports } from '../submit-reports.ts'
import type { McpCall } from './mcp-tool.ts'
import { mcpTools } from './mcp-tools.ts'

interface McpOptions {
  readonly version: string
}

/** Offers the tools to agents by the Model Context Protocol at `/mcp`: over streamable HTTP, without sessions. */
export function mountMcp(app: Hono, parts: ServerParts, { version }: McpOptions): void {
  app.all('/mcp', async (context: Context) => {
    const call = createCallContext(context, parts)
    const tools = createCall(call, await call.authenticate())
    // loaded by the first who needs it: most servers never do
    const { createMcpHandler, McpServer } = await import('@modelcontextprotocol/server')
    const handler = createMcpHandler(
      () => {
        const server = new McpServer({ name: 'arena', title: 'Arena', version })
        addTools(server, tools)
        return server
      },
      { maxSubscriptions: 0 }, // the tools never change
    )
    return handler.fetch(context.req.raw)
  })
}

function createCall(call: CallContext, auth: Auth): McpCall & Pick<ServerParts, 'deps'> {
  const { parts, limits } = call
  const { deps } = parts
  return {
    deps,
    caller: appRouter.createCaller(call),
    newId: deps.newId,
    async submit(report) {
      requireScope(auth, 'report:write')
      const stamp = { occurredAt: isoTime(deps.clock()) }
      const submission = { schema: batchSchemaVersion, reports: [report], stamp }
      const { answers } = await submitReports(submission, { auth, parts, limits })
      const [answer] = answers
      if (!answer) throw new Error('the report was not answered')
      return answer
    },
  }
}

function addTools(server: McpServer, { deps, ...call }: ReturnType<typeof createCall>): void {
  for (const tool of mcpTools) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: tool.input,
        outputSchema: tool.output,
        annotations: {
          readOnlyHint: tool.isReadOnly,
          destructiveHint: false,
          idempotentHint: tool.isReadOnly,
          openWorldHint: false,
        },
      },
      async (input) => {
        try {
          const answer = tool.output.parse(await tool.call(input, call))
          return { structuredContent: answer, content: [{ type: 'text', text: JSON.stringify(answer) }] }
        } catch (error) {
          return { isError: true, content: [{ type: 'text', text: describeError(error, deps).message }] }
        }
      },
    )
  }
}
