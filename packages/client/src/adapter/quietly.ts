/** Makes a callback for a framework that never throws into it, whatever the framework hands over. */
export function quietly<A extends readonly unknown[]>(call: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      call(...args)
    } catch {}
  }
}
