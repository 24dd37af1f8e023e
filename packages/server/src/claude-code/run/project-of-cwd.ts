const worktree = /[/\\]\.claude[/\\]worktrees[/\\]/

/** The project that a working directory belongs to: its last segment, and for a worktree of Claude Code that of its repository. */
export function projectOfCwd(cwd: string): string | null {
  return (
    cwd
      .split(worktree, 1)
      .flatMap((path) => path.split(/[/\\]/))
      .findLast((segment) => segment !== '') ?? null
  )
}
