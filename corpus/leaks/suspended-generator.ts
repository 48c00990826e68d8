import type { LeakCase } from '../leak-case.ts'

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

export const suspendedGenerator: LeakCase = {
  name: 'suspended generator',
  file: 'leaks/suspended-generator.ts',
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
  says: ['`reading`', 'generator', 'chapters', 'local variable `book`'],
  cut: /`reading`|`book`/,
}
