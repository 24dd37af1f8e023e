import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type LibsqlFile, openLibsqlFile } from '../libsql/libsql-file.ts'
import { errorToSent, type StoreCall, type StoreMessage } from './store-message.ts'

/** The thread that holds the database, so that its synchronous work never stops the thread that serves. */
async function runStoreWorker(port: MessagePort, path: string): Promise<void> {
  const send = (message: StoreMessage) => port.postMessage(message)
  let file: LibsqlFile
  try {
    file = await openLibsqlFile({
      path,
      onFatal: (error) => send({ kind: 'fatal', error: errorToSent(error) }),
    })
  } catch (error) {
    send({ kind: 'refused', error: errorToSent(error) })
    return
  }
  function run({ id, method, input }: StoreCall): void {
    const call = file[method] as (...input: readonly unknown[]) => Promise<unknown>
    call(...input).then(
      (value) => send({ kind: 'answer', id, value }),
      (error: unknown) => send({ kind: 'failure', id, error: errorToSent(error) }),
    )
  }
  // A port gives all messages in one turn, also those that come meanwhile; work that waits for its turn would never get it.
  port.on('message', (call: StoreCall) => setImmediate(run, call))
  send({ kind: 'opened' })
}

if (parentPort) await runStoreWorker(parentPort, (workerData as { readonly path: string }).path)
