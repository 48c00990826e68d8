import { describe, expect, it } from 'vitest'
import { pictureDot } from '../../src/render/picture-dot.ts'
import { pictureOf } from '../../src/render/picture.ts'
import { hostile, worker } from './leak-graphs.ts'

describe('pictureDot', () => {
  it('names boxes and arrows by their places, and puts roots first', () => {
    const dot = pictureDot(pictureOf(worker.graph))
    expect(dot).toMatch(/^digraph \{\n/)
    expect(dot).toContain('{ rank=source; b0 }')
    expect(dot.match(/^ {2}b\d+ \[width=[\d.]+, height=[\d.]+\];$/gm)).toHaveLength(6)
    expect(dot.match(/^ {2}b\d+ -> b\d+ \[id="a\d+".*\];$/gm)).toHaveLength(5)
  })

  it('holds no text of the user', () => {
    const dot = pictureDot(pictureOf(hostile.graph))
    expect(dot).toMatch(/^[\w\s.,;:="[\]{}<>/-]*$/)
    expect(dot).not.toMatch(/script|alert|Class|abcdef/)
  })
})
