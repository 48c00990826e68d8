import type { LeakCase } from '../../leak-case.ts'

class Banner {
  text = ''
}

let connection: Promise<void>
let close = () => {}

function showFailures(banner: Banner): void {
  // culprit
  connection.catch(function showFailure(error: Error) {
    banner.text = error.message
  })
}

export const leakCase: LeakCase = {
  target: Banner,
  before() {
    connection = new Promise((resolve) => (close = resolve))
  },
  async leaking() {
    showFailures(new Banner())
  },
  async fixed() {
    showFailures(new Banner())
    close()
  },
  root: 'module leaks/promises/catch-callback.ts',
  says: [/`connection`|`close`/, 'Promise', '.catch', 'showFailure', '`banner`'],
  cut: '`.catch`',
}
