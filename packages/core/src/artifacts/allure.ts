/** What Allure's adapters put into the realm of the tests, the same for every runner. */
interface AllureRuntime {
  attachmentFromPath?(name: string, path: string, options: { contentType: string }): PromiseLike<void>
}

/**
 * Attaches a file to the test that is running, where an adapter of Allure is at work; elsewhere does nothing. It must not be awaited before the
 * assertion fails: what Allure is told is sent at once.
 *
 * @returns when Allure has it; never rejects, since a report that fails must not hide a leak
 */
export async function attachToAllure(name: string, path: string): Promise<void> {
  const { allureTestRuntime } = globalThis as { allureTestRuntime?: () => AllureRuntime | undefined }
  try {
    await allureTestRuntime?.()?.attachmentFromPath?.(name, path, { contentType: 'image/svg+xml' })
  } catch {
    // the picture lies in the report's folder all the same
  }
}
