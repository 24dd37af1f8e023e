/** Tests, contract suites and what only they use: code that no package ships. */
export const isTestCode = (path: string): boolean =>
  /\.(test|test-d|contract)\.ts$/.test(path) || /^packages\/[^/]+\/test\//.test(path)
