const presets = [
  ['@babel/preset-env', { targets: { node: 'current' } }],
  ['@babel/preset-typescript', { allowDeclareFields: true }],
]

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/jest/**/*.test.ts'],
  setupFilesAfterEnv: ['@toleak/jest'],
  transform: { '\\.ts$': ['babel-jest', { presets }] },
  testTimeout: 600_000,
  // the pages stand beside this folder
  roots: ['<rootDir>', '<rootDir>/../corpus'],
}
