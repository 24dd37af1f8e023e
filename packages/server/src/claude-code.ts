export { runToReport } from './claude-code/run/run-to-report.ts'
export {
  type ReadClaudeCodeRunsOptions,
  readClaudeCodeRuns,
} from './claude-code/transcript/read-claude-code-runs.ts'
export { emptyReadingCounters, type ReadingCounters } from './claude-code/transcript/reading-counters.ts'
export { resolveProjectsFolder } from './claude-code/transcript/resolve-projects-folder.ts'
