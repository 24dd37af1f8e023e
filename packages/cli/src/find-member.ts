import type { Api } from './connect.ts'
import { findNamed } from './find-named.ts'

type MemberList = Awaited<ReturnType<Api['member']['list']['query']>>

/** The member of this name or id; among those removed too, where `removed` says so. */
export async function findMember(
  api: Api,
  text: string,
  { removed = false }: { readonly removed?: boolean } = {},
): Promise<MemberList['members'][number]> {
  return findNamed((await api.member.list.query({ removed })).members, text, 'member')
}
