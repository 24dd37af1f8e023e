import assert from 'node:assert/strict'
import { reportedAgents } from '../reported-agents.ts'
import { model } from './offline.ts'

// #region readme

import { arenaHandler } from '@arena/client/langchain'
import { createAgent } from 'langchain'

const reviewer = createAgent({ name: 'code-reviewer', model })
const { messages } = await reviewer.invoke({ messages: 'Review src/app.ts' }, { callbacks: [arenaHandler()] })
// #endregion

assert.equal(messages.at(-1)?.text, 'Two remarks, no blockers.')
assert.deepEqual(await reportedAgents(), { 'code-reviewer': 1 })
