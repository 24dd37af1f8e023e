import type { ReportAnswer } from '@arena/core'
import type { z } from 'zod'
import type { appRouter } from '../router/index.ts'

/** The procedures of the API, called with the key of the request. */
export type Caller = ReturnType<typeof appRouter.createCaller>

/** A tool that agents are offered. Its answer goes out as data and, for clients that read none, as text. */
export interface McpTool {
  readonly name: string
  readonly title: string
  /** For the model that chooses among tools. */
  readonly description: string
  readonly isReadOnly: boolean
  readonly input: z.ZodObject
  readonly output: z.ZodObject
  /** `input` is checked before, its answer afterwards. */
  call(input: unknown, context: McpCall): Promise<object>
}

export interface McpCall {
  readonly caller: Caller
  readonly newId: () => string
  /** For a report of what has just ended: its instant is the server's, so that it can be sent again. */
  readonly submit: (report: object) => Promise<ReportAnswer>
}

interface TypedTool<Input extends z.ZodObject, Output extends z.ZodObject>
  extends Omit<McpTool, 'input' | 'output' | 'call'> {
  readonly input: Input
  readonly output: Output
  call(input: z.output<Input>, context: McpCall): Promise<z.input<Output>>
}

/** A tool whose `call` is typed by its schemas. */
export function mcpTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: TypedTool<Input, Output>,
): McpTool {
  return { ...tool, call: (input, context) => tool.call(tool.input.parse(input), context) }
}
