/** @type {import('jest').Config} */
module.exports = {
  setupFilesAfterEnv: ['@toleak/jest'],
  testMatch: ['**/test/**/*.test.ts'],
}
