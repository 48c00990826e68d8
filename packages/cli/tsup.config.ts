import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/toleak.ts'],
  format: ['esm'],
  target: 'node20',
  clean: true,
})
