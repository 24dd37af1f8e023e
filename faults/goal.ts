declare module 'vitest' {
  interface TaskMeta {
    /** Which goal of the README beside this the test measures. */
    goal?: string
    /** What the figure must keep to. */
    limit?: string
    /** What was measured, in words. */
    figure?: string
    /** It breaks what the goal rests on, and passes when the fault is seen. */
    isControl?: true
  }
}

/** Options of a test that measures a goal; it sets `task.meta.figure`. */
export function goal(name: string, limit: string) {
  return { meta: { goal: name, limit } } as const
}

/** Options of a test that shows that the goal's test can turn red; it sets `task.meta.figure`. */
export function control(name: string) {
  return { meta: { goal: name, isControl: true } } as const
}
