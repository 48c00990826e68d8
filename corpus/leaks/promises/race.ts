import type { LeakCase } from '../../leak-case.ts'

class Reply {
  status = 0
}

const shutDown = new Promise<void>(() => {})
let answered: Promise<void>
let answer = () => {}

async function request(reply: Reply): Promise<void> {
  // culprit
  await Promise.race([answered, shutDown])
  reply.status = 200
}

export const leakCase: LeakCase = {
  target: Reply,
  before() {
    answered = new Promise((resolve) => (answer = resolve))
  },
  async leaking() {
    void request(new Reply())
  },
  async fixed() {
    const replied = request(new Reply())
    answer()
    await replied
  },
  root: 'module leaks/promises/race.ts',
  says: [
    /`answered`|`answer`|`shutDown`/,
    '`Promise.race`',
    'async function request',
    '`reply`',
    'suspended',
  ],
  cut: /Promise\.race|`reply`|`answer`/,
  advice: 'Each `Promise.race` adds a reaction',
  after: () => answer(),
}
