/** @type {import('jest').Config} */
module.exports = {
  setupFilesAfterEnv: ['@toleak/jest'],
  // looking through a whole heap takes its time on a busy machine
  testTimeout: 60_000,
  testMatch: ['**/test/**/*.test.ts'],
}
