export const isSource = import.meta.url.endsWith('.ts')

/** The program of a thread, beside this one. Source can't run in a thread under Node 20, so from source the last build is used. */
export function builtProgram(name: string): URL {
  return new URL(isSource ? `../dist/${name}.js` : `./${name}.js`, import.meta.url)
}
