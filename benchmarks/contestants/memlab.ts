import type { Contestant } from './contestant.ts'

/** What is called of a package whose types are only there once the benchmarks' own packages are. */
interface HeapAnalysis {
  getFullHeapFromFile(file: string): Promise<{
    readonly nodes: { readonly length: number; get(node: number): { readonly retainedSize: number } | null }
  }>
}

const name: string = '@memlab/heap-analysis'
const { getFullHeapFromFile } = (await import(name)) as HeapAnalysis

/** Its full heap comes with dominators, retained sizes and shortest paths. */
export const contestant: Contestant = async ({ first }, time) => {
  const heap = await time('graph', () => getFullHeapFromFile(first))
  return { nodes: heap.nodes.length, retainedByRoot: heap.nodes.get(0)?.retainedSize }
}
