import type { LeakCase } from '../../leak-case.ts'

class Track {
  readonly seconds = 200
}

// culprit
let upcoming: Iterator<Track> | undefined

function play(tracks: Map<string, Track>): Track | undefined {
  upcoming = tracks.values()
  return tracks.size > 1 ? upcoming.next().value : undefined
}

export const leakCase: LeakCase = {
  target: Track,
  leaking() {
    play(new Map([['one', new Track()]]))
  },
  fixed() {
    play(new Map([['one', new Track()]]))
    while (upcoming && !upcoming.next().done);
  },
  root: 'module leaks/iterators/map-iterator.ts',
  says: ['`upcoming`', 'MapIterator', 'iterates over'],
  cut: '`upcoming`',
}
