/** Asks again whether subscribers may still read: after each change of access, and now and then unasked. */
export interface AccessWatch {
  follow(check: () => Promise<unknown>): Access
  /** Says that who may read what may have changed. */
  renew(): void
}

export interface Access {
  /** Throws when the subscriber may no longer read. Asks only when the last answer is stale. */
  check(): Promise<void>
  readonly isStale: boolean
}

const slots = 16

export function createAccessWatch(longestTrustInMs: number): AccessWatch {
  let version = 0
  let followers = 0

  return {
    follow(ask) {
      // those who begin together are not all asked again together
      const trustInMs = longestTrustInMs * (1 - (followers++ % slots) / (2 * slots))
      let checkedVersion = -1
      let checkedAtInMs = 0
      return {
        async check() {
          const nowInMs = performance.now()
          if (checkedVersion === version && nowInMs - checkedAtInMs < trustInMs) return
          const asked = version
          await ask()
          checkedVersion = asked
          checkedAtInMs = nowInMs
        },
        get isStale() {
          return checkedVersion !== version
        },
      }
    },
    renew() {
      version++
    },
  }
}
