// Takes the place of the Claude Code program, so that the example runs without a network: whatever it is asked,
// it says the messages of RECORDING, a file with one message a line. At a line `{"hold":true}` it waits for an interrupt.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const lines = readFileSync(process.env.RECORDING, 'utf8').trim().split('\n')
let isAsked = false

function play() {
  while (lines.length > 0) {
    const line = lines.shift()
    if (JSON.parse(line).hold === true) return
    process.stdout.write(`${line}\n`)
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { type, request_id, request } = JSON.parse(line)
  if (type === 'control_request') {
    const response = { subtype: 'success', request_id, response: { commands: [], models: [], account: {} } }
    process.stdout.write(`${JSON.stringify({ type: 'control_response', response })}\n`)
    if (request.subtype === 'interrupt') play()
  }
  if (type === 'user' && !isAsked) {
    isAsked = true
    play()
  }
}
