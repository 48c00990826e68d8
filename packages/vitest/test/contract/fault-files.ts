/**
 * Test files in which something goes wrong with the runner. In each, `keeps nothing` leaks, before or after that.
 *
 * @returns their texts, by name without `.test.ts`
 */
export function faultFiles(runner: 'vitest' | 'jest'): Readonly<Record<string, string>> {
  const head = runner === 'vitest' ? `import { expect, test, vi } from 'vitest'\n` : ''
  const mocks = runner === 'vitest' ? 'vi' : 'jest'
  const leaking = `
class Session {}
const kept: Session[] = []

test('keeps nothing', () => {
  expect(() => {
    kept.push(new Session())
  }).not.toLeak(Session)
})
`
  return {
    // what comes after must be measured as ever
    late: `${head}
test('runs out of time', async () => {
  await expect(() => new Promise<void>((resolve) => setTimeout(resolve, 3_000))).not.toLeak(Late)
}, 500)
class Late {}
${leaking}`,
    clock: `${head}
test.each([${runner === 'vitest' ? `{}` : `{}, { legacyFakeTimers: true }`}])('waits on the real clock %s', async (options) => {
  ${mocks}.useFakeTimers(options)
  try {
    await expect(async () => {
      new Session()
      await Promise.resolve()
    }).not.toLeak(Session)
  } finally {
    ${mocks}.useRealTimers()
  }
})

test('keeps nothing', async () => {
  ${mocks}.useFakeTimers()
  try {
    await expect(async () => {
      kept.push(new Session())
      await Promise.resolve()
    }).not.toLeak(Session)
  } finally {
    ${mocks}.useRealTimers()
  }
})
class Session {}
const kept: Session[] = []
`,
    killed: `${head}${leaking}
test('is killed', () => {
  expect(() => {
    process.kill(process.pid, 'SIGKILL')
    for (;;);
  }).not.toLeak(Session)
})
`,
    leaves: `${head}${leaking}
test('leaves', () => {
  expect(() => process.exit(3)).not.toLeak(Session)
})
`,
  }
}
