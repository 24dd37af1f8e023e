import { FakeListChatModel } from '@langchain/core/utils/testing'

/** A model that always gives the same answer. */
export const model = new FakeListChatModel({ responses: ['Two remarks, no blockers.'] })
