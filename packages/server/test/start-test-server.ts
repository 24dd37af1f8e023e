import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConfigOverrides, readConfig } from '../src/config.ts'
import { createLogger } from '../src/logger.ts'
import { type Server, startServer } from '../src/start-server.ts'
import { createLibsqlStore } from '../src/store/libsql/libsql-store.ts'

export interface TestServer extends Server {
  readonly home: string
  /** The key in the home's credentials.json. */
  readonly key: string
  readonly logLines: readonly string[]
}

export interface TestServerOptions extends ConfigOverrides {
  /** A home to start on, which is then kept; by default a new one that goes with the server. */
  readonly home?: string
  readonly clock?: () => number
}

/** A server on a free port of loopback, with its database in this process and its home in a temporary folder. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { clock, ...overrides } = options
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'arena-server-')))
  const removeHome = async () => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true })
  }
  const logLines: string[] = []
  try {
    const config = readConfig({}, { zone: 'UTC', port: 0, ...overrides, home })
    const server = await startServer(config, {
      logger: createLogger({ level: 'debug', write: (line) => logLines.push(line) }),
      openStore: createLibsqlStore,
      ...(clock && { clock }),
    })
    const credentials = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8'))
    return {
      ...server,
      home,
      logLines,
      key: credentials.servers[server.url].key,
      async [Symbol.asyncDispose]() {
        await server.stop()
        await removeHome()
      },
    }
  } catch (error) {
    await removeHome()
    throw error
  }
}
