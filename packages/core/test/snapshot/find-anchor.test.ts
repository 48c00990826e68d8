import { expect, it } from 'vitest'
import { anchor } from '../../src/capture/anchor.ts'
import { CaptureError } from '../../src/errors.ts'
import { findAnchor } from '../../src/snapshot/find-anchor.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

it('is the object of the anchor’s class, not its prototype, its class or a string of that name', () => {
  const witness = anchor()
  const name = JSON.stringify(witness.className)
  const { heap, node } = graphFromText(`
    root -> prototype, root -> Class, root -> text, root -> instance -> control
    prototype = ${name}; Class = closure ${name}; text = string ${name}; instance = ${name}`)
  expect(findAnchor(heap, witness)).toBe(node('instance'))
})

it('is an error in a snapshot that does not show it', () => {
  const { heap } = graphFromText('root -> a')
  expect(() => findAnchor(heap, anchor())).toThrow(CaptureError)
})
