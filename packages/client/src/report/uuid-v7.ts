import { randomBytes } from 'node:crypto'

const digitsPerId = 20
let digits = ''
let offset = 0

/** Fresh random hexadecimal digits. Made for many ids at once, since for one it costs as much. */
function takeRandomHex(): string {
  if (offset === digits.length) {
    digits = randomBytes(400 * (digitsPerId / 2)).toString('hex')
    offset = 0
  }
  offset += digitsPerId
  return digits.slice(offset - digitsPerId, offset)
}

const variants = '89ab'

/** A UUID of version 7: 48 bits of time, so that ids of later reports sort later, then random bits. */
export function uuidV7(nowInMs: number, takeHex: () => string = takeRandomHex): string {
  const time = Math.floor(nowInMs).toString(16).padStart(12, '0')
  const random = takeHex()
  const variant = variants[Number.parseInt(random.charAt(4), 16) & 3]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(1, 4)}-${variant}${random.slice(5, 8)}-${random.slice(8)}`
}
