import type { AnyTRPCRouter } from '@trpc/server'

interface Declared {
  readonly _def: { readonly meta?: { readonly scope?: unknown } }
}

/** Throws when a procedure declares no scope, so that one which asks for no key can't be served by mistake. */
export function requireDeclaredScopes(router: AnyTRPCRouter): void {
  const procedures = Object.entries(router._def.procedures as Record<string, Declared>)
  if (procedures.length === 0) throw new Error('the router has no procedures')
  const open = procedures.filter(([, { _def }]) => _def.meta?.scope === undefined).map(([path]) => path)
  if (open.length > 0) throw new Error(`these procedures declare no scope: ${open.join(', ')}`)
}
