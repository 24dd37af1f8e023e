/** An event of an event stream. */
export interface StreamEvent {
  /** `message` when the stream names none. */
  readonly type: string
  readonly data: string
  /** Null when it has none. */
  readonly id: string | null
}

/** Takes an event stream as text in pieces cut anywhere, its lines ended by `\n` alone; gives each event once it is whole. */
export function createEventReader(onEvent: (event: StreamEvent) => void): (piece: string) => void {
  let rest = ''
  return (piece) => {
    const text = rest + piece
    let begin = 0
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n', begin)) {
      const event = parseEvent(text.slice(begin, end))
      begin = end + 2
      if (event) onEvent(event)
    }
    rest = text.slice(begin)
  }
}

/** Null when there is no data. */
function parseEvent(block: string): StreamEvent | null {
  let type = 'message'
  let data: string | null = null
  let id: string | null = null
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    switch (line.slice(0, colon)) {
      case 'event':
        type = value
        break
      case 'data':
        data = data === null ? value : `${data}\n${value}`
        break
      case 'id':
        id = value === '' ? null : value
    }
  }
  return data === null ? null : { type, data, id }
}
