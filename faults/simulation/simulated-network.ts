import type { Submission, Transport } from '../../packages/client/src/transport/transport.ts'
import type { Auth } from '../../packages/server/src/authenticate.ts'
import type { SimulatedServer } from './simulated-server.ts'
import type { World } from './world.ts'

const requestTimeoutInMs = 10_000
const unavailable: Submission = { kind: 'unavailable', message: 'no answer', retryAfterInMs: null }

/** A way to the server that loses, delays and doubles requests and loses and delays answers. */
export function createSimulatedTransport(
  world: World,
  { server, auth, name }: { readonly server: SimulatedServer; readonly auth: Auth; readonly name: string },
): Transport {
  const { time } = world

  function deliver(reports: readonly unknown[], onAnswer: (submission: Submission) => void): void {
    if (world.happens(0.1)) {
      world.note(`${name}: a request is lost`)
      return
    }
    time.plan(
      async () => {
        if (!server.isUp) return onAnswer(unavailable)
        const submission = await server.submit(reports, auth)
        if (submission === null || world.happens(0.1)) world.note(`${name}: an answer is lost`)
        else time.plan(() => onAnswer(submission), world.happens(0.1) ? world.between(1000, 20_000) : 5)
      },
      world.happens(0.1) ? world.between(1000, 20_000) : world.between(1, 50),
    )
  }

  return {
    subscribe: () => () => {},
    submit: (_, reports) =>
      new Promise((resolve) => {
        const cancel = time.plan(() => resolve(unavailable), requestTimeoutInMs)
        const onAnswer = (submission: Submission) => {
          cancel()
          resolve(submission)
        }
        deliver(reports, onAnswer)
        if (!world.happens(0.1)) return
        world.note(`${name}: a request is doubled`)
        deliver(reports, onAnswer)
      }),
  }
}
