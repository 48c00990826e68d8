import { isIdentifier, isSymbolName, symbolIn } from '../heap/code-names.ts'
import type { HeapColumns } from '../heap/columns.ts'
import { malformed } from './malformed.ts'
import { parseSnapshot } from './parse.ts'

/** No string has it: inside of one the quotes have a backslash. */
const STRINGS_KEY = '"strings":['
/** Nodes whose name is what they hold. */
const TEXTS = /^(string|concatenated string|sliced string|regexp|bigint)$/
/** An entry of a WeakMap names its key and its value, which may be a string. */
const ENTRY = /part of key \(.* @(\d+)\) -> value \(.* @(\d+)\) pair in WeakMap/s

/** In place of what is withheld. */
const WITHHELD = '(text)'
/** Strings joined at a time. */
const BATCH = 1 << 14

/**
 * A heap snapshot of V8's without the texts of the heap: what strings, regular expressions and keys that are no names in code hold is
 * `(text)`. Names of classes, functions, variables, properties and files stay, and so do all nodes and edges.
 *
 * @param whole a file of V8's: its strings are the last key
 * @returns the bytes of the new file, in pieces
 * @throws SnapshotFormatError if the bytes are not a whole snapshot
 *
 * Cost: that of parsing, and the bytes of the strings.
 */
export function* withholdTexts(whole: Buffer): Generator<Uint8Array> {
  const columns = parseSnapshot([whole])
  const at = whole.lastIndexOf(STRINGS_KEY)
  if (at < 0) throw malformed(`no ${STRINGS_KEY} in the file`, 'strings as V8 writes them')
  yield whole.subarray(0, at + STRINGS_KEY.length)
  const shown = shownStrings(columns)
  const { strings } = columns
  for (let first = 0; first < strings.count; first += BATCH) {
    const batch: string[] = []
    for (let index = first; index < Math.min(first + BATCH, strings.count); index++)
      batch.push(JSON.stringify(shown[index] ? withoutTextsOfEntry(strings.get(index)) : WITHHELD))
    yield Buffer.from((first > 0 ? ',' : '') + batch.join())
  }
  yield Buffer.from(']}')
}

/** index: string; value: 1 for what is a name in the program */
function shownStrings(columns: HeapColumns): Uint8Array {
  const { nodeName, nodeType, nodeTypeNames, edgeName, edgeType, edgeTypeNames, strings, allocations } =
    columns
  const shown = new Uint8Array(strings.count)
  const isText = nodeTypeNames.map((type) => TEXTS.test(type))
  const symbol = nodeTypeNames.indexOf('symbol')
  for (let node = 0; node < columns.nodeCount; node++) {
    const name = nodeName[node]
    if (shown[name] || isText[nodeType[node]]) continue
    if (nodeType[node] !== symbol || isSymbolName(strings.get(name))) shown[name] = 1
  }
  const isIndex = edgeTypeNames.map((type) => type === 'element' || type === 'hidden')
  const property = edgeTypeNames.indexOf('property')
  // 1: looked at before
  const refused = new Uint8Array(strings.count)
  for (let edge = 0; edge < columns.edgeCount; edge++) {
    const name = edgeName[edge]
    if (isIndex[edgeType[edge]] || shown[name]) continue
    if (edgeType[edge] !== property) shown[name] = 1
    else if (!refused[name]) {
      if (isShownProperty(strings.get(name))) shown[name] = 1
      else refused[name] = 1
    }
  }
  for (const names of allocations ? [allocations.functions.name, allocations.functions.scriptName] : [])
    for (const name of names) shown[name] = 1
  return shown
}

function isShownProperty(name: string): boolean {
  const symbol = symbolIn(name)
  if (symbol !== undefined) return isSymbolName(symbol)
  return isIdentifier(name.replace(/^[gs]et /, '')) || /^\d+$/.test(name)
}

function withoutTextsOfEntry(name: string): string {
  return name.replace(ENTRY, `part of key (${WITHHELD} @$1) -> value (${WITHHELD} @$2) pair in WeakMap`)
}
