/** The package that a bare specifier names, without its subpath: `@trpc/client/links` is `@trpc/client`. */
export function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/')
  return specifier.startsWith('@') ? `${first}/${second}` : first
}
