/**
 * One of Vitest's coverage providers, from the path that `TOLEAK_SOAK_COVERAGE` names. It calls itself a custom one also in the workers, which
 * would look for a package else.
 */
const { default: installed } = await import(process.env.TOLEAK_SOAK_COVERAGE)
const { getProvider } = installed

// eslint-disable-next-line import-x/no-default-export -- Vitest wants it so
export default Object.assign(installed, {
  // the same object each time that a worker loads this file: it remembers its session
  async getProvider() {
    const provider = await getProvider()
    const initialize = provider.initialize.bind(provider)
    provider.initialize = (vitest) => {
      initialize(vitest)
      provider.options.provider = 'custom'
    }
    return provider
  },
})
