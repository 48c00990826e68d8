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
  testTimeout: 60_000,
  // a worker of more than one byte ends with its test file: each kind gets a process of its own
  maxWorkers: 2,
  workerIdleMemoryLimit: 1,
}
