import { answerBoard, type BoardAnswer } from '../answer/board/answer-board.ts'
import { answerBoardAround, type BoardAroundAnswer } from '../answer/board/answer-board-around.ts'
import { aroundInput, topInput } from '../answer/board/board-question.ts'
import { createRouter, procedureFor } from './trpc.ts'

export const boardRouter = createRouter({
  top: procedureFor('read')
    .input(topInput.prefault({}))
    .query(
      ({ ctx, input }): Promise<BoardAnswer> => answerBoard(input, { auth: ctx.auth, ...ctx.parts.deps }),
    ),

  around: procedureFor('read')
    .input(aroundInput.prefault({}))
    .query(
      ({ ctx, input }): Promise<BoardAroundAnswer> =>
        answerBoardAround(input, { auth: ctx.auth, ...ctx.parts.deps }),
    ),
})
