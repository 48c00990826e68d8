import { Transform } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class Photo {
  size = 4000
}

// culprit
const resize = new Transform({
  objectMode: true,
  transform(photo: Photo, _encoding, done) {
    photo.size /= 2
    done(null, photo)
  },
})

export const leakCase: LeakCase = {
  target: Photo,
  leaking() {
    resize.write(new Photo())
  },
  fixed() {
    resize.write(new Photo())
    resize.read()
  },
  root: 'module leaks/streams/transform.ts',
  says: ['`resize`', 'Transform', 'chunk'],
  cut: 'chunk',
}
