const blockBytes = 64
const initialState = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]

/** The SHA-1 of bytes, for names of things (UUIDv5). It protects nothing. */
export function sha1(bytes: Uint8Array): Uint8Array {
  const state = new Int32Array(initialState)
  const words = new Int32Array(80)
  const padded = pad(bytes)
  for (let start = 0; start < padded.byteLength; start += blockBytes) addBlock(state, words, padded, start)
  const digest = new DataView(new ArrayBuffer(20))
  for (let index = 0; index < 5; index += 1) digest.setInt32(index * 4, state[index] as number)
  return new Uint8Array(digest.buffer)
}

/** A one bit, zeros to the end of a block, and in its last 8 bytes the length in bits. */
function pad(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / blockBytes) * blockBytes
  const padded = new Uint8Array(length)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(length - 4, bytes.length << 3)
  return view
}

function addBlock(state: Int32Array, words: Int32Array, data: DataView, start: number): void {
  for (let round = 0; round < 16; round += 1) words[round] = data.getInt32(start + round * 4)
  for (let round = 16; round < 80; round += 1) {
    const mixed = wordAt(words, round - 3) ^ wordAt(words, round - 8)
    words[round] = rotate(mixed ^ wordAt(words, round - 14) ^ wordAt(words, round - 16), 1)
  }
  let [a, b, c, d, e] = state as unknown as [number, number, number, number, number]
  for (let round = 0; round < 80; round += 1) {
    const next = (rotate(a, 5) + mix(round, b, c, d) + e + wordAt(words, round)) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  const added = [a, b, c, d, e]
  for (let index = 0; index < 5; index += 1) state[index] = wordAt(state, index) + (added[index] as number)
}

function wordAt(words: Int32Array, index: number): number {
  return words[index] as number
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}
