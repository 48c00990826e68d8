import type { LeakCase } from '../../leak-case.ts'

class Book {
  readonly chapters = ['Loomings', 'The Carpet-Bag']
}

let reading: Generator<string> | undefined

function* chapters(): Generator<string> {
  const book = new Book()
  // culprit
  yield book.chapters[0]
  yield book.chapters[1]
}

export const leakCase: LeakCase = {
  target: Book,
  leaking() {
    reading = chapters()
    reading.next()
  },
  fixed() {
    reading = chapters()
    reading.next()
    reading.return(undefined)
  },
  root: 'module leaks/suspended/generator.ts',
  says: ['`reading`', 'generator', 'chapters', 'local variable `book`'],
  cut: /`reading`|`book`/,
  advice: 'keeps the last value of `book`',
}
