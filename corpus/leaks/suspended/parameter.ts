import type { LeakCase } from '../../leak-case.ts'

class Mail {
  readonly subject = 'Lunch?'
}

const outbox: string[] = []
let connect = () => {}
let connected = Promise.resolve()

async function send(mail: Mail): Promise<void> {
  // culprit
  await connected
  outbox.push(mail.subject)
}

async function sendSubject(subject: string): Promise<void> {
  await connected
  outbox.push(subject)
}

export const leakCase: LeakCase = {
  target: Mail,
  before() {
    connected = new Promise((resolve) => (connect = resolve))
  },
  async leaking() {
    void send(new Mail())
  },
  async fixed() {
    void sendSubject(new Mail().subject)
  },
  root: 'module leaks/suspended/parameter.ts',
  says: [/`connected`|`connect`/, 'async function send', '`mail`', 'suspended'],
  cut: /`await` of|`mail`/,
  advice: 'keeps the last value of `mail`',
  after: () => connect(),
}
