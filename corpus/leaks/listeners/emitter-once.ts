import { EventEmitter } from 'node:events'
import type { LeakCase } from '../../leak-case.ts'

class Migration {
  started = false
}

const database = new EventEmitter()

function migrateWhenOpen(migration: Migration): () => void {
  // culprit
  const migrate = () => (migration.started = true)
  database.once('open', migrate)
  return () => database.off('open', migrate)
}

export const leakCase: LeakCase = {
  target: Migration,
  leaking() {
    migrateWhenOpen(new Migration())
  },
  fixed() {
    migrateWhenOpen(new Migration())
    database.emit('open')
  },
  root: 'module leaks/listeners/emitter-once.ts',
  says: ['`database`', 'event "open"', 'function migrate ', '`migration`'],
  cut: 'event "open"',
  advice: 'off("open", listener)',
}
