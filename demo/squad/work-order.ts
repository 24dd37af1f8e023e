/** A piece of work for an agent of the squad: files of a repository, as paths from its root. */
export interface WorkOrder {
  readonly root: string
  /** What it covers, for people. */
  readonly name: string
  readonly paths: readonly string[]
}
