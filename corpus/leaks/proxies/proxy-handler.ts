import type { LeakCase } from '../../leak-case.ts'

class Recorder implements ProxyHandler<object> {
  reads = 0

  get(): number {
    return ++this.reads
  }
}

// culprit
const recorded: object[] = []

export const leakCase: LeakCase = {
  target: Recorder,
  leaking() {
    recorded.push(new Proxy({}, new Recorder()))
  },
  fixed() {
    const { proxy, revoke } = Proxy.revocable({}, new Recorder())
    recorded.push(proxy)
    revoke()
  },
  root: 'module leaks/proxies/proxy-handler.ts',
  says: ['`recorded`', 'Proxy', 'handler'],
  cut: /\[\d+\] of Array `recorded`/,
}
