/** @type {import('jest').Config} */
export default {
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/test/*.test.ts'],
  transform: {
    '\\.ts$': [
      'babel-jest',
      { presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'] },
    ],
  },
  // with both, Jest never runs the tests in its own process
  maxWorkers: 2,
  workerIdleMemoryLimit: '4GB',
  testTimeout: 120_000,
}
