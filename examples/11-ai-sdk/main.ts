import assert from 'node:assert/strict'
import { reportedAgents } from '../reported-agents.ts'
import { model } from './offline.ts'

// #region readme

import { arenaTelemetry } from '@arena/client/ai-sdk'
import { generateText, registerTelemetry } from 'ai'

registerTelemetry(arenaTelemetry())

const { text } = await generateText({
  model,
  prompt: 'Review src/app.ts',
  telemetry: { functionId: 'code-reviewer' }, // the agent's name
})
// #endregion

assert.equal(text, 'Two remarks, no blockers.')
assert.deepEqual(await reportedAgents(), { 'code-reviewer': 1 })
