import assert from 'node:assert/strict'
import { reportedAgents } from '../reported-agents.ts'
import { handingOverTo, saying } from './offline.ts'

// #region readme

import { arenaProcessor } from '@arena/client/openai-agents'
import { Agent, addTraceProcessor, run } from '@openai/agents'

addTraceProcessor(arenaProcessor())

const refunds = new Agent({ name: 'refunds', model: saying('Refunded.') })
const triage = new Agent({ name: 'triage', model: handingOverTo('refunds'), handoffs: [refunds] })
const { finalOutput } = await run(triage, 'I want my money back')
// #endregion

assert.equal(finalOutput, 'Refunded.')
assert.deepEqual(await reportedAgents(), { triage: 1, refunds: 1 })
