import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../packages/client/src/arena-options.ts'
import { createDelivery, type Delivery } from '../../packages/client/src/report/delivery.ts'
import { emptyDeliveryCounts } from '../../packages/client/src/report/delivery-counts.ts'
import { createReceiptBook } from '../../packages/client/src/report/receipt-book.ts'
import { createReporter, type Reporter } from '../../packages/client/src/report/reporter.ts'
import { toDestination } from '../../packages/client/src/spool/destination.ts'
import { createFileSpool } from '../../packages/client/src/spool/file-spool.ts'
import { createLayeredSpool } from '../../packages/client/src/spool/layered-spool.ts'
import { createMemorySpool } from '../../packages/client/src/spool/memory-spool.ts'
import type { Spool } from '../../packages/client/src/spool/spool.ts'
import type { Transport } from '../../packages/client/src/transport/transport.ts'
import type { HistoryRecorder } from '../history/history.ts'
import type { World } from './world.ts'

export interface SimulatedClient {
  report(): void
  /** The process is killed, and another one starts on what it left on the disk. */
  restart(): void
  /** Whether all that was kept is sent. */
  drain(): Promise<boolean>
  close(): void
}

interface Options {
  readonly name: string
  /** Holds the client's spools. */
  readonly folder: string
  readonly transport: Transport
  readonly history: HistoryRecorder
}

interface Process {
  readonly spoolFolder: string
  readonly reporter: Reporter
  readonly delivery: Delivery
  readonly files: Spool
}

const server = { url: 'http://arena', key: 'k', keySource: 'given', isDiscovered: false } as const
const config = readConfig({ home: '/none', url: server.url, key: server.key, isEnabled: true }, {})
const destination = toDestination(server)

/** The real reporter, spool and delivery of an agent, on a disk that is full at times, in a process that is killed. */
export function createSimulatedClient(world: World, options: Options): SimulatedClient {
  const { time, random } = world
  const { name, folder, transport, history } = options
  const clock = () => time.nowInMs
  let made = 0
  let isOnDisk = false
  let current = startProcess(mkdtempSync(join(folder, 'spool-')))

  function startProcess(spoolFolder: string): Process {
    const files = createFileSpool(spoolFolder, { destination, clock, maxSegmentBytes: 2000 })
    const failing: Spool = {
      ...files,
      append(json) {
        const result = world.happens(0.03) ? 'unwritable' : files.append(json)
        isOnDisk = result === 'kept'
        return result
      },
    }
    const spool = createLayeredSpool([failing, createMemorySpool()], { onFallback: () => {} })
    const receipts = createReceiptBook({
      timeoutInMs: 60_000, // of real time, in which it ends long before
      onAwaited: () => delivery.wake({ isUrgent: true }),
      onTimeout: () => delivery.suspect(),
    })
    const warn = () => {}
    const delivery = createDelivery({
      ...{ spool, receipts, warn, clock, random },
      deadLetters: null,
      counts: emptyDeliveryCounts(),
      search: async () => ({ kind: 'found', server }),
      openTransport: async () => transport,
      startTimer: time.plan,
    })
    const reporter = createReporter({
      ...{ clock, warn, newId: world.newId },
      readConfig: () => config,
      openParts: () => ({ spool, receipts, delivery }),
      isClosed: () => false,
    })
    return { spoolFolder, reporter, delivery, files }
  }

  /** What a kill leaves: the files as they are, the last line perhaps cut off, and a name of a process that is dead. */
  function copyOfFiles(from: string): string {
    const to = mkdtempSync(join(folder, 'spool-'))
    for (const [index, file] of segmentsIn(from).entries()) {
      const copy = join(to, `0-0-00000000-${String(index).padStart(12, '0')}.ndjson`)
      copyFileSync(join(from, file), copy)
      if (world.happens(0.2)) appendFileSync(copy, '{"id":"cut o')
    }
    return to
  }

  function end(): void {
    current.delivery.stop()
    current.files.close()
    rmSync(current.spoolFolder, { recursive: true, force: true })
  }

  return {
    report() {
      const report = { id: world.newId(), agent: `agent-${world.between(1, 4)}`, durationInMs: 1000 + made++ }
      world.note(`${name}: reports ${report.id}`)
      const operation = history.start(report)
      isOnDisk = false
      const receipt = current.reporter.report(report)
      if (isOnDisk) operation.keep()
      const own = current
      void receipt.then((answer) => {
        if (own !== current) return // whoever asked is dead
        world.note(`${name}: ${answer.status} ${report.id}`)
        if (answer.status === 'scored' || answer.status === 'duplicate') operation.acknowledge(answer)
        if (answer.status === 'rejected' || answer.status === 'dropped') operation.refuse()
      })
    },
    restart() {
      world.note(`${name}: is killed`)
      const spoolFolder = copyOfFiles(current.spoolFolder)
      end()
      current = startProcess(spoolFolder)
      current.delivery.adoptSoon()
      void current.delivery.drain()
    },
    drain: () => current.delivery.drain(),
    close: end,
  }
}

/** By what they hold, since their names differ from run to run. */
function segmentsIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
  return names.sort((a, b) => readFileSync(join(folder, a)).compare(readFileSync(join(folder, b))))
}
