import { kindsFor } from './case-files.ts'

/** @type {import('jest').Config} */
export default {
  projects: kindsFor('jest', import.meta.dirname).map((kind) => ({
    displayName: kind,
    globals: { CORPUS_KIND: kind },
    testMatch: ['<rootDir>/jest/**/*.test.ts'],
    setupFilesAfterEnv: ['@toleak/jest'],
    transform: { '\\.ts$': '<rootDir>/jest-transform.js' },
  })),
  testTimeout: 300_000,
  // a worker of more than two bytes ends with its test file: each kind gets a process of its own (1 would be all of the memory)
  maxWorkers: 2,
  workerIdleMemoryLimit: 2,
}
