import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

export interface FoundServer {
  readonly url: string
  readonly pid: number
  readonly isEmbedded?: boolean
}

/** Waits until a server says in a home that it listens, and is one that is `wanted`. */
export async function waitForServer(
  home: string,
  wanted: (server: FoundServer) => boolean = () => true,
): Promise<FoundServer> {
  for (;;) {
    try {
      const server: FoundServer = JSON.parse(await readFile(`${home}/server.json`, 'utf8'))
      if (wanted(server)) return server
    } catch {} // none yet
    await wait(20)
  }
}
