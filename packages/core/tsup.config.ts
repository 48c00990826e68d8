import { defineConfig } from 'tsup'

/**
 * In a vm realm (all of Jest, Vitest's vm pools) each look-up of a global asks an interceptor, which makes a hot loop with a
 * `Math.min` in it five times slower. So the bundle takes the globals into its own scope, once; what a test does to them later
 * (fake timers, stubs) does not reach the detector either.
 */
const GLOBALS = [
  'Array',
  'Float64Array',
  'Infinity',
  'Int32Array',
  'JSON',
  'Map',
  'Math',
  'NaN',
  'Number',
  'Object',
  'Promise',
  'Reflect',
  'Set',
  'String',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
  'WeakRef',
  'WeakSet',
  'parseInt',
  'performance',
]

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'node20',
  // `using` a probe: the name of its method
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
  clean: true,
  shims: true,
  banner: { js: `const { ${GLOBALS.join(', ')} } = globalThis;` },
})
