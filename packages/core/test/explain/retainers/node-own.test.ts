import { EventEmitter, once } from 'node:events'
import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Migration {
  started = false
}
class Backup {
  finished = false
}

const database = new EventEmitter()
const disk = new EventEmitter()

it('the listener of `once` is shown, not what wraps it', () => {
  const migrateOnce = (migration: Migration) =>
    database.once('open', function migrate() {
      migration.started = true
    })
  migrateOnce(new Migration())
  expect(explained(Migration).slice(-4)).toEqual([
    'listener of event "open"',
    'function migrate',
    'closure variable `migration`',
    'Migration',
  ])
})

it("names none of Node's own functions between an event and who waits for it", async () => {
  const backUp = async (backup: Backup) => {
    await once(disk, 'idle')
    backup.finished = true
  }
  void backUp(new Backup())
  await Promise.resolve()
  const words = explained(Backup)
  expect(words.join('\n')).toMatch(/listener of event "(idle|error)"/)
  expect(words.join('\n')).not.toMatch(/wrapper|errorListener|resolver\b/)
  expect(words.at(-3)).toBe('async function backUp')
})
