/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Vitest's file is the same
  testMatch: ['<rootDir>/worker.test.ts'],
  transform: {
    '\\.ts$': [
      'babel-jest',
      { presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'] },
    ],
  },
  // with both, Jest never runs the tests in its own process
  maxWorkers: 2,
  workerIdleMemoryLimit: '8GB',
}
