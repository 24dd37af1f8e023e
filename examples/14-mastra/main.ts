import assert from 'node:assert/strict'
import { reportedAgents } from '../reported-agents.ts'
import { model } from './offline.ts'

// #region readme

import { arenaExporter } from '@arena/client/mastra'
import { Agent } from '@mastra/core/agent'
import { Mastra } from '@mastra/core/mastra'
import { Observability } from '@mastra/observability'

const mastra = new Mastra({
  agents: {
    reviewer: new Agent({ id: 'code-reviewer', name: 'Code reviewer', instructions: 'Review.', model }),
  },
  observability: new Observability({
    configs: { default: { serviceName: 'shop', exporters: [arenaExporter()] } },
  }),
})
const { text } = await mastra.getAgent('reviewer').generate('Review src/app.ts')
// #endregion

assert.equal(text, 'Two remarks, no blockers.')
assert.deepEqual(await reportedAgents(), { 'code-reviewer': 1 })
await mastra.shutdown()
