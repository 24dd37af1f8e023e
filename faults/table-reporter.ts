import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { printTable } from '../bench/print-table.ts'

/** Prints what the tests measured beside what they must keep to, and whether each goal's control turned red. */
export default class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const measured = tests.filter((test) => test.meta().goal !== undefined && !test.meta().isControl)
    const rows = measured
      .sort((a, b) => goalNumber(a) - goalNumber(b))
      .map((test) => {
        const { goal = '', figure = 'none', limit = '' } = test.meta()
        return [goal, test.name, figure, limit, verdict(test), controlOf(goal, tests)]
      })
    if (rows.length === 0) return
    console.log('')
    printTable(['goal', 'what', 'figure', 'limit', 'verdict', 'control'], rows)
  }
}

function goalNumber(test: TestCase): number {
  return Number(test.meta().goal?.slice(1))
}

function verdict(test: TestCase): string {
  const { state } = test.result()
  return state === 'passed' ? 'holds' : state === 'failed' ? 'FAILS' : 'not run'
}

function controlOf(goal: string, tests: readonly TestCase[]): string {
  const controls = tests.filter((test) => test.meta().goal === goal && test.meta().isControl)
  const isRed = controls.length > 0 && controls.every((test) => test.result().state === 'passed')
  if (!isRed) return controls.length > 0 ? 'NOT RED' : 'none'
  return `red: ${controls.map((test) => test.meta().figure ?? 'seen').join('; ')}`
}
