/** Whether a span that began at `sinceInMs` still runs. A clock that was set back ends it, rather than making it long. */
export function isWithin(
  nowInMs: number,
  { sinceInMs, forInMs }: { readonly sinceInMs: number; readonly forInMs: number },
): boolean {
  return nowInMs >= sinceInMs && nowInMs < sinceInMs + forInMs
}
