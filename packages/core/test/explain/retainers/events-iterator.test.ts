import { EventEmitter, on } from 'node:events'
import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Reading {}

const sensor = new EventEmitter()

it('what `events.on` has heard waits for who iterates', () => {
  on(sensor, 'reading')
  sensor.emit('reading', new Reading())
  expect(explained(Reading).slice(-3)).toEqual([
    'EventEmitter',
    'event that `events.on` has not handed out yet',
    'Reading',
  ])
})
