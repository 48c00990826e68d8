import type { Heap } from '../../heap/heap.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { functionsIn } from '../scopes.ts'
import { stringText } from '../string-text.ts'
import type { Retainer } from './retainer.ts'

/** A variable that an ES module exports; V8 keeps it in a cell, that the modules which import it share. */
export const moduleExport: Retainer = {
  name: 'module export',
  read(path, at, scene) {
    const cell = cellAt(path, at)
    if (cell === undefined) return undefined
    const name = exportName(path.heap, path.from(cell))
    return {
      edges: cell + 1 - at,
      words:
        name === undefined
          ? 'imported variable'
          : name === 'default'
            ? 'default export'
            : `exported variable \`${name}\``,
      declaredAt: name === undefined ? undefined : declaredIn(scene, path.from(at), name),
      keeps: true,
    }
  },
}

/** Index of the edge from a module's cell to the variable's value, on a way from the scope of the module over its tables. */
function cellAt(path: Path, at: number): number | undefined {
  let edge = at
  if (path.label(edge) === 'extension') edge++
  if (edge >= path.length || path.heap.name(path.from(edge)) !== 'system / SourceTextModule') return undefined
  const cell = edge + 2
  return cell < path.length && path.heap.name(path.from(cell)) === 'system / Cell' ? cell : undefined
}

/** The name before the cell in a module's table of exports. */
function exportName(heap: Heap, cell: number): string | undefined {
  for (const edge of heap.retainersOf(cell)) {
    const before = heap.findEdge(heap.edgeFrom(edge), String(Number(heap.edgeLabel(edge)) - 1))
    const key = before < 0 ? before : heap.edgeTo(before)
    if (before >= 0 && /string/.test(heap.typeName(key))) return stringText(heap, key)
  }
  return undefined
}

function declaredIn(scene: Scene, scope: number, variable: string) {
  for (const code of functionsIn(scene.heap, scope)) {
    const place = scene.declaration(variable, code)
    if (place) return place
  }
  return undefined
}
