import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import { DEFAULT_EXPORT } from '../declaration.ts'
import type { Path } from '../path.ts'
import { isScope } from '../scopes.ts'
import { stringText } from '../string-text.ts'
import type { Retainer } from './retainer.ts'
import { declaredIn } from './scope.ts'

const MODULE = 'system / SourceTextModule'

/** A variable that an ES module exports. V8 keeps it in a cell, which the modules that import it hold as well. */
export const moduleExport: Retainer = {
  name: 'module export',
  read(path, at, scene) {
    const cell = cellAt(path, at)
    if (cell === undefined) return undefined
    const { name, module } = exportOf(path.heap, path.from(cell)) ?? {}
    const isImported = module !== path.from(cell - 2)
    const words =
      name === DEFAULT_EXPORT ? 'default export' : `variable${name === undefined ? '' : ` \`${name}\``}`
    return {
      edges: cell + 1 - at,
      words: isImported ? `imported ${words}` : words,
      declaredAt:
        name === undefined || module === undefined
          ? undefined
          : scopesOf(path.heap, module)
              .map((scope) => declaredIn(scene, scope, name))
              .find(Boolean),
      keeps: true,
    }
  },
}

/** What a module that a compiler has made CommonJS exports: TypeScript leaves it no variable, others have one besides. */
export const compiledExport: Retainer = {
  name: 'export of a compiled module',
  read(path, at, scene) {
    const { heap } = path
    const exports = path.from(at)
    if (path.type(at) !== 'property' || path.label(at) === '__proto__') return undefined
    if (heap.follow(exports, '__esModule') === NO_NODE) return undefined
    const { firstEdge, edgeTo } = heap.columns
    const name = String(path.label(at))
    // the functions that it exports tell its file
    const code = [...edgeTo.subarray(firstEdge[exports], firstEdge[exports + 1])].find(
      (node) => heap.typeName(node) === 'closure',
    )
    return {
      edges: 1,
      words: name === DEFAULT_EXPORT ? 'default export' : `export \`${name}\``,
      holder: 'exports of a module',
      declaredAt: code === undefined ? undefined : scene.declaration(name, code),
      keeps: true,
    }
  },
}

/** Index of the edge from a module's cell to the variable's value, on a way from the scope of the module over its tables. */
function cellAt(path: Path, at: number): number | undefined {
  const edge = path.label(at) === 'extension' ? at + 1 : at
  if (edge >= path.length || path.heap.name(path.from(edge)) !== MODULE) return undefined
  const cell = edge + 2
  return cell < path.length && path.heap.name(path.from(cell)) === 'system / Cell' ? cell : undefined
}

/** The name before the cell in a table of exports, and the module whose table it is. */
function exportOf(heap: Heap, cell: number): { name: string; module: number } | undefined {
  for (const edge of heap.retainersOf(cell)) {
    const table = heap.edgeFrom(edge)
    const key = heap.follow(table, String(Number(heap.edgeLabel(edge)) - 1))
    const name = key >= 0 && /string/.test(heap.typeName(key)) ? stringText(heap, key) : undefined
    const holder = heap.retainersOf(table).find((held) => heap.name(heap.edgeFrom(held)) === MODULE)
    if (name !== undefined && holder !== undefined) return { name, module: heap.edgeFrom(holder) }
  }
  return undefined
}

function scopesOf(heap: Heap, module: number): number[] {
  return [...heap.retainersOf(module)]
    .map((edge) => heap.edgeFrom(edge))
    .filter((node) => isScope(heap, node))
}
