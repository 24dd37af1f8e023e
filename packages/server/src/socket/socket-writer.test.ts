import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { createSocketWriter } from './socket-writer.ts'

/** Both ends of a connection; more goes through it than the system takes off a sender's hands. */
async function connect(drainTimeoutInMs: number) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const peer = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  peer.on('error', () => undefined)
  const [socket] = (await once(server, 'connection')) as [WebSocket]
  if (peer.readyState !== peer.OPEN) await once(peer, 'open')
  const flood = Array.from({ length: 32 }, () => Buffer.alloc(1024 * 1024))
  return {
    socket,
    peer,
    flood,
    writer: createSocketWriter(socket, { clock: () => 0, drainTimeoutInMs }),
    async [Symbol.asyncDispose]() {
      peer.terminate()
      server.close()
    },
  }
}

describe('createSocketWriter', () => {
  it('waits for nobody while little is under way', async () => {
    await using t = await connect(60_000)
    t.writer.send({ type: 'ping', data: {} })
    await t.writer.drained()
    const [message] = await once(t.peer, 'message')
    expect(JSON.parse(String(message))).toEqual({
      type: 'ping',
      data: {},
      timestamp: '1970-01-01T00:00:00.000Z',
    })
  })

  it('waits for a slow peer, for all who ask', async () => {
    await using t = await connect(60_000)
    t.peer.pause()
    t.writer.sendBytes(t.flood)
    const waiting = [t.writer.drained(), t.writer.drained()]
    expect(t.socket.bufferedAmount).toBeGreaterThan(64 * 1024)
    t.peer.resume()
    await Promise.all(waiting)
    expect(t.socket.bufferedAmount).toBeLessThanOrEqual(64 * 1024)
  })

  it('cuts off a peer who takes nothing', async () => {
    await using t = await connect(50)
    t.peer.pause()
    t.writer.sendBytes(t.flood)
    await t.writer.drained()
    expect(t.socket.readyState).not.toBe(t.socket.OPEN)
    t.writer.sendBytes(t.flood) // goes nowhere
    await t.writer.drained()
  })
})
