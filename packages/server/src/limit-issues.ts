import type { Issue } from '@arena/core'

const maxIssues = 20
const maxCharacters = 300

/** Keeps an answer small however wrong the input was: at most 20 issues of at most 300 characters. */
export function limitIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.slice(0, maxIssues).map(({ path, message }) => ({ path: cut(path), message: cut(message) }))
}

function cut(text: string): string {
  return text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 3).toWellFormed()}...`
}
