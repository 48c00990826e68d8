import type { LeakCase } from '../../leak-case.ts'

class Poller {
  polls = 0
}

/** The timer does not keep the process running, so nobody needs to stop it at the end. */
function start(poller: Poller): NodeJS.Timeout {
  // culprit
  const poll = () => poller.polls++
  return setInterval(poll, 60_000).unref()
}

export const leakCase: LeakCase = {
  target: Poller,
  leaking() {
    start(new Poller())
  },
  fixed() {
    const timer = start(new Poller())
    clearInterval(timer)
  },
  root: "Node's timers",
  says: ['setInterval', 'poll', '`poller`'],
  cut: 'setInterval',
  advice: 'clearInterval(timer)',
}
