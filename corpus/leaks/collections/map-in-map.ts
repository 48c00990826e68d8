import type { LeakCase } from '../../leak-case.ts'

class Seat {
  readonly row = 7
}

// culprit
const seatsByHall = new Map<string, Map<string, Seat>>()
seatsByHall.set('blue', new Map())

export const leakCase: LeakCase = {
  target: Seat,
  leaking() {
    seatsByHall.get('blue')?.set('ada', new Seat())
  },
  fixed() {
    seatsByHall.get('blue')?.set('bob', new Seat())
    seatsByHall.get('blue')?.delete('bob')
  },
  root: 'module leaks/collections/map-in-map.ts',
  says: ['`seatsByHall`', 'Map', /value of a string key[^]*value of a string key/],
  cut: 'value of a string key of Map',
}
