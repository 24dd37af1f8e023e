import { type AgentProgress, canonicalJson, emptyStanding, type Refold } from '@arena/core'
import { compareValues } from '../store/compare-values.ts'
import type { UserProjections } from '../store/store.ts'

/** Says in words where what the store holds of a user disagrees with the ledger, folded up to the same row. */
export function findUserFaults(
  refold: Refold,
  { user, progress, days, unlocked, agents }: UserProjections,
): readonly string[] {
  const standing = refold.standingByUser.get(user.id) ?? emptyStanding
  const agentsFolded = refold.agentsByUser.get(user.id) ?? new Map<string, AgentProgress>()
  const progressByKey = new Map(agents.map((agent) => [agent.key, agent.progress]))
  const faults: string[] = []
  const check = (name: string, fault: string | null) => {
    if (fault !== null) faults.push(`${name} ${user.id}: ${fault}`)
  }

  check('user', compareValues(flatten(progress), flatten(standing.user)))
  check(
    'active days of user',
    compareValues({ days: canonicalJson(days) }, { days: canonicalJson(standing.days) }),
  )
  check(
    'achievements of user',
    compareValues(
      { ids: sortedText(unlocked.map(({ achievementId }) => achievementId)) },
      { ids: sortedText(standing.unlocked) },
    ),
  )
  for (const key of new Set([...agentsFolded.keys(), ...progressByKey.keys()])) {
    const held = progressByKey.get(key)
    const expected = agentsFolded.get(key)
    check(
      `agent ${key} of user`,
      held && expected
        ? compareValues(flatten(held), flatten(expected))
        : held
          ? 'it stands for nothing in the ledger'
          : 'it is missing',
    )
  }
  return faults
}

function flatten<T extends { readonly counts: Readonly<Record<string, number>> }>({ counts, ...rest }: T) {
  return { ...counts, ...rest } as Readonly<Record<string, number>>
}

function sortedText(ids: Iterable<string>): string {
  return [...ids].sort().join(' ')
}
