import { setTimeout as pause } from 'node:timers/promises'
import type { RealLeak } from '../real-leak.ts'

interface NodeSchedule {
  scheduleJob(date: Date, task: () => void): { cancel(): void } | null
}

class Reminder {
  sent = false
}

function inMilliseconds(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds)
}

export const realLeak: RealLeak<NodeSchedule> = {
  package: 'node-schedule',
  issue: 'https://github.com/node-schedule/node-schedule/pull/581',
  leaked: 'The table of all jobs kept one-off jobs that had run.',
  target: Reminder,
  before({ scheduleJob }) {
    // its first job takes it so long that a date close by would be over
    scheduleJob(inMilliseconds(60_000), () => undefined)?.cancel()
  },
  async body({ scheduleJob }) {
    const reminder = new Reminder()
    await new Promise<void>((resolve) => {
      scheduleJob(inMilliseconds(100), () => {
        reminder.sent = true
        resolve()
      })
    })
    await pause(20)
  },
  root: 'node-schedule-leaky/lib/schedule.js',
  says: ['`scheduledJobs`', 'Job', '`reminder`', 'node-schedule-leaky/lib/schedule.js:19:'],
  // the key is the job's name, a text of the heap, which is not shown
  cut: '["…"] of Object `scheduledJobs`',
}
