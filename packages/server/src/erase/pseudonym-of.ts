/** What a user is called whose name was erased: the same each time, unless somebody else has taken that name. */
export function pseudonymOf(userId: string, takenNames: readonly string[]): string {
  const taken = new Set(takenNames.map((name) => name.toLowerCase()))
  const first = `erased-${userId.slice(-12)}`.toLowerCase()
  let name = first
  for (let attempt = 2; taken.has(name); attempt++) name = `${first}-${attempt}`
  return name
}
