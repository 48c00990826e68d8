/**
 * Three ways to leak, for any runner: no assertion may pass.
 *
 * @param {{ describe: Function, test: Function, expect: Function }} runner
 * @param {string} place what the suite is called
 */
export function leaks({ describe, test, expect }, place) {
  class Parcel {}
  class Letter {}
  const kept = []

  describe(place, () => {
    test('a sync body', () => {
      expect(() => void kept.push(new Parcel())).not.toLeak(Parcel, { artifacts: false })
    })

    test('an async body', async () => {
      const body = async () => void kept.push(new Parcel())
      await expect(body).not.toLeak(Parcel, { artifacts: false })
    })

    test('one of several classes', () => {
      expect(() => void kept.push(new Letter())).not.toLeak([Parcel, Letter], { artifacts: false })
    })
  })
}
