import type { ReportAnswer } from '@arena/core'
import type { StatedReport } from './history/history.ts'

export interface SubmitOptions {
  readonly url: string
  readonly key: string
  readonly timeoutInMs?: number
}

/** Sends one report once; null when it is not known whether it was counted. */
export async function submitReport(
  report: StatedReport & { readonly occurredAt: string },
  { url, key, timeoutInMs = 3000 }: SubmitOptions,
): Promise<ReportAnswer | null> {
  const data = (await call(`${url}/trpc/report.submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ schema: 1, reports: [report] }),
    signal: AbortSignal.timeout(timeoutInMs),
  })) as { readonly answers: readonly ReportAnswer[] } | null
  return data?.answers[0] ?? null
}

/** The XP of the key's user; null when there was no answer. */
export async function readUserXp({ url, key, timeoutInMs = 3000 }: SubmitOptions): Promise<number | null> {
  const data = (await call(`${url}/trpc/me.get`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(timeoutInMs),
  })) as { readonly xp: number } | null
  return data?.xp ?? null
}

async function call(url: string, request: RequestInit): Promise<unknown> {
  try {
    const response = await fetch(url, request)
    if (!response.ok) return null
    return ((await response.json()) as { readonly result: { readonly data: unknown } }).result.data
  } catch {
    return null
  }
}
