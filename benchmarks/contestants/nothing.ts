import type { Contestant } from './contestant.ts'

/** Shows what memory a Node process takes before it does anything. */
export const contestant: Contestant = async (_files, time) => {
  await time('nothing', () => {})
  return { nodes: 0 }
}
