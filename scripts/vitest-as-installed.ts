/**
 * For the `server` of a Vitest project in this repository: loads toleak as where it is installed. Vitest would else rewrite it, and decode
 * its source map for the first stack that is read: 290,000 objects that stay in the worker, through which each query goes.
 */
export const asInstalled = { deps: { external: [/\/packages\/\w+\/dist\//] } }
