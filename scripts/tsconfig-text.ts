/** A tsconfig.json as a user of this runner has it. */
export function tsconfigOf(types: readonly string[]): string {
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2023', 'ESNext.Disposable'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types,
  }
  return JSON.stringify({ compilerOptions, include: ['src', 'test', 'types'] }, undefined, 2)
}
