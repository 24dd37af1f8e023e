import { userInfo } from 'node:os'

/** The name that the operating system knows the process's user by. */
export function systemUserName(): string {
  try {
    return userInfo().username || 'owner'
  } catch {
    return 'owner' // a user without an entry in the system's list
  }
}
