import { expect, it } from 'vitest'
import { inferComplexityOfTask } from './infer-complexity-of-task.ts'

it.each([
  ['Implement the search', 'complex'],
  ['two APIs', 'complex'],
  ['Fix the login', 'medium'],
  ['TESTING it', 'medium'],
  ['the capital city', 'simple'],
  ['the latest contest', 'simple'],
  ['hello', 'simple'],
])('%s is %s', (task, complexity) => {
  expect(inferComplexityOfTask(task)).toBe(complexity)
})
