import { type JsonShape, prepareShape } from '../select-json/json-shape.ts'

// All that is read of a record anywhere. A member that is not named here is never found in a record.
// What most records are made with stands in one literal each: V8 takes longer to spread one into another.

const no = undefined
const toolResult: JsonShape = { create: () => ({ agentId: no, agentType: no, status: no }) }
const attachment: JsonShape = { create: () => ({ prompt: no }) }
const told = { toolUseResult: toolResult, attachment }

/** What the transcript of a session tells of agents, and whether a record belongs to an agent's run. */
export const sessionRecord = prepareShape({
  create: () => ({
    type: no,
    timestamp: no,
    operation: no,
    content: no,
    attachment: no,
    toolUseResult: no,
    message: no,
    isSidechain: no,
    agentId: no,
  }),
  inner: {
    ...told,
    message: {
      create: () => ({ content: no }),
      inner: {
        content: {
          item: {
            create: () => ({
              type: no,
              id: no,
              name: no,
              input: no,
              tool_use_id: no,
              is_error: no,
              content: no,
            }),
            inner: { input: { create: () => ({ subagent_type: no, prompt: no }) } },
          },
        },
      },
    },
  },
})

const block: JsonShape = {
  create: () => ({
    type: no,
    text: no,
    id: no,
    name: no,
    input: no,
    tool_use_id: no,
    is_error: no,
    content: no,
  }),
  inner: {
    input: { create: () => ({ command: no, run_in_background: no, subagent_type: no }) },
    content: { item: { create: () => ({ text: no }) } },
  },
}

const usage: JsonShape = {
  create: () => ({
    input_tokens: no,
    output_tokens: no,
    cache_creation_input_tokens: no,
    cache_read_input_tokens: no,
  }),
}

const work = {
  ...told,
  message: {
    create: () => ({ id: no, model: no, stop_reason: no, usage: no, content: no }),
    inner: { usage, content: { item: block } },
  },
  forkedFrom: { create: () => ({ sessionId: no }) },
}

const workMembers = () => ({
  type: no,
  timestamp: no,
  operation: no,
  content: no,
  attachment: no,
  toolUseResult: no,
  message: no,
  isMeta: no,
  origin: no,
  isApiErrorMessage: no,
  attributionAgent: no,
})

const agentMembers = () => ({ ...workMembers(), sessionId: no, forkedFrom: no, cwd: no })

/** What an agent's records tell. */
export const agentRecord = prepareShape({ create: agentMembers, inner: work })

/** The same, once it is known where the agent works. */
export const furtherAgentRecord = prepareShape({ create: workMembers, inner: work })

/** What a record tells of an agent whose run lies in the transcript of its session. */
export const inlineRecord = prepareShape({
  create: () => ({
    ...agentMembers(),
    uuid: no,
    parentUuid: no,
    isSidechain: no,
    agentId: no,
  }),
  inner: work,
})
