/** One piece of work. */
export class SomeComputation {
  private readonly value: number

  constructor(value: number) {
    this.value = value
  }

  compute(): number {
    return this.value * this.value
  }
}
