/** What a reading of transcripts met, counted while it goes on. */
export interface ReadingCounters {
  /** Transcripts read, of sessions and of agents. */
  transcripts: number
  /** Transcripts that could not be opened or vanished meanwhile. */
  unreadableTranscripts: number
  /** Folders that are there and cannot be read, so that nobody knows what is in them. */
  unreadableFolders: number
  /** Lines that are no JSON object: torn or damaged. */
  skippedLines: number
  /** Runs that may still go on. They are not yielded; a later reading finds them closed. */
  openRuns: number
  /** Further copies of a run, as resumed and forked sessions make them. */
  copiedRuns: number
  /** Transcripts of runs whose agent nothing names: Claude Code's own helpers. */
  unnamedRuns: number
}

/** Counters at zero. */
export function emptyReadingCounters(): ReadingCounters {
  return {
    transcripts: 0,
    unreadableTranscripts: 0,
    unreadableFolders: 0,
    skippedLines: 0,
    openRuns: 0,
    copiedRuns: 0,
    unnamedRuns: 0,
  }
}
