import type { Complexity } from '@arena/core'

const complexWords = /\b(?:architect|refactor|implement|design)|\b(?:systems?|frameworks?|apis?|databases?)\b/
const mediumWords = /\b(?:debug|fix|updat|modif|enhanc|optimi[sz]|test|analy[sz])/

/** What the words of a task speak for: the tracker's own lists, but of whole words, so that "capital" is no "api". */
export function inferComplexityOfTask(task: string): Complexity {
  const text = task.toLowerCase()
  if (complexWords.test(text)) return 'complex'
  return mediumWords.test(text) ? 'medium' : 'simple'
}
