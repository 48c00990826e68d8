import type { LeakCase } from '../../leak-case.ts'

class Message {
  next?: Message
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

class Inbox {
  head?: Message

  add(message: Message): void {
    message.next = this.head
    this.head = message
  }

  read(): string | undefined {
    const text = this.head?.text
    this.head = this.head?.next
    return text
  }
}

// culprit
const inbox = new Inbox()

export const leakCase: LeakCase = {
  target: Message,
  leaking() {
    inbox.add(new Message('hello'))
  },
  fixed() {
    inbox.add(new Message('hello'))
    inbox.read()
  },
  root: 'module leaks/properties/linked-list.ts',
  says: ['`inbox`', 'Inbox', '.head'],
  cut: '.head of Inbox `inbox`',
}
