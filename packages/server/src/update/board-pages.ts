import type { BoardChanged } from '@arena/core'
import type { BoardAddress } from '../store/board-row.ts'
import type { Frame } from './frame.ts'

/** A board, in whatever period is the present one. */
export type LiveBoard = Omit<BoardAddress, 'periodStart'>

/** The first pages of boards as frames: one object for all who watch a board, the same until the page changes. */
export interface BoardPages {
  read(board: LiveBoard): Promise<Frame>
  /** To be called when boards may have changed, before those who wait are woken. */
  forget(): void
}

interface Page {
  readonly entries: string
  readonly frame: Frame
}

export function createBoardPages({
  readBoard,
  maxPagesKept = 1000,
}: {
  readonly readBoard: (board: LiveBoard) => Promise<BoardChanged>
  readonly maxPagesKept?: number
}): BoardPages {
  const pageByBoard = new Map<string, Page>()
  const readingByBoard = new Map<string, Promise<Frame>>()

  async function readPage(key: string, board: LiveBoard): Promise<Frame> {
    const update = await readBoard(board)
    const entries = JSON.stringify([update.board.periodStart, update.board.entries])
    const known = pageByBoard.get(key)
    if (known?.entries === entries) return known.frame
    const frame = { updates: [update] }
    pageByBoard.delete(key)
    pageByBoard.set(key, { entries, frame })
    for (const oldest of pageByBoard.keys()) {
      if (pageByBoard.size <= maxPagesKept) break
      pageByBoard.delete(oldest)
    }
    return frame
  }

  return {
    read(board) {
      const key = boardKey(board)
      const reading = readingByBoard.get(key) ?? readPage(key, board)
      readingByBoard.set(key, reading)
      reading.catch(() => readingByBoard.delete(key))
      return reading
    },
    forget() {
      readingByBoard.clear()
    },
  }
}

/** The same text for the same board. */
function boardKey({ workspaceId, subject, scope, scopeId, window }: LiveBoard): string {
  return JSON.stringify([workspaceId, subject, scope, scopeId, window])
}
