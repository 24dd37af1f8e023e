import assert from 'node:assert/strict'
import { reportedAgents } from '../reported-agents.ts'
import { options } from './offline.ts'

// #region readme

import { query as claude } from '@anthropic-ai/claude-agent-sdk'
import { withArena } from '@arena/client/claude-agent-sdk'

const query = withArena(claude, { agent: 'lead' })

for await (const message of query({ prompt: 'Fix add(), then have it reviewed and tested', options })) {
  if (message.type === 'result') console.log(message.subtype, message.num_turns)
}
// #endregion

assert.deepEqual(await reportedAgents(), {
  lead: 1,
  'python-pro': 2,
  'code-reviewer': 1,
  'test-runner': 1,
})
