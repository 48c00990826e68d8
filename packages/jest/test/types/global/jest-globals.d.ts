// The part of `@types/jest` that toLeak builds on.

declare namespace jest {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- as there
  interface Matchers<R, T = {}> {
    toBe<E = T>(expected: E): R
  }

  interface Expect {
    <T>(actual: T): Matchers<void, T> & { not: Matchers<void, T> }
  }
}

declare const expect: jest.Expect
