const presets = [
  ['@babel/preset-env', { targets: { node: 'current' } }],
  ['@babel/preset-typescript', { allowDeclareFields: true }],
]

/** @type {import('jest').Config} */
export default {
  rootDir: '..',
  testMatch: ['<rootDir>/comparison/detect-leaks.test.ts'],
  transform: { '\\.ts$': ['babel-jest', { presets }] },
}
