import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** An address in the form in which addresses are compared, or null when it is not one of HTTP. */
export function normalizeUrl(text: string): string | null {
  try {
    const url = new URL(text)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
    return `${url.origin}${withoutSlashesAtEnd(url.pathname)}`
  } catch {
    return null
  }
}

/** The key that this machine's credentials hold for exactly this address, or null. */
export async function readStoredKey(home: string | null, url: string): Promise<string | null> {
  const content = await readJson(home, 'credentials.json')
  const servers = isRecord(content) ? content['servers'] : undefined
  if (!isRecord(servers)) return null
  for (const [address, entry] of Object.entries(servers)) {
    if (normalizeUrl(address) === url && isRecord(entry) && typeof entry['key'] === 'string')
      return entry['key']
  }
  return null
}

/** The server that last said it runs on this machine, or null. It may be gone. */
export async function readServerFile(
  home: string | null,
): Promise<{ readonly url: string; readonly instance: string } | null> {
  const content = await readJson(home, 'server.json')
  if (!isRecord(content) || typeof content['url'] !== 'string' || typeof content['instance'] !== 'string')
    return null
  const url = normalizeUrl(content['url'])
  return url === null ? null : { url, instance: content['instance'] }
}

async function readJson(home: string | null, name: string): Promise<unknown> {
  if (home === null) return null
  try {
    return JSON.parse(await readFile(join(home, name), 'utf8'))
  } catch {
    return null // missing, half written or unreadable: as good as absent
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function withoutSlashesAtEnd(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end -= 1
  return path.slice(0, end)
}
