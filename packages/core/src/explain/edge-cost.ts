import type { Heap } from '../heap/heap.ts'

const CHEAP = 1
const RECORD = 3
const CODE = 60
/** From this cost on an edge is V8's or the runner's own business, or says little. */
export const DEAR = CODE
const MACHINERY = 200
const IMPORT = 20

/** Edges that lead through how a thing was made instead of where it is used. */
const MACHINERY_LABELS = new Set([
  'back_pointer',
  'boilerplate_description',
  'code',
  'constructor_or_back_pointer',
  'dependent_code',
  'descriptors',
  'embedder_data',
  'feedback_cell',
  'feedback_metadata',
  'initial_map',
  'map',
  'name_or_scope_info',
  'native_context',
  'prototype_info',
  'raw_outer_scope_info_or_feedback_metadata',
  'scope_info',
  'script',
  'shared',
  'transitions',
  'weak_refs_keep_during_job',
])

/** Edges that are right but say little: a class reached through an instance, a property table beside the properties. */
const CODE_LABELS = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'properties',
  'elements',
  '<symbol kResourceStore>',
])

/** Nodes in which V8 remembers values for speed, or only while native code runs. */
const MACHINERY_NODES =
  /^(system \/ (PropertyCell|FeedbackCell|FeedbackVector|Cell|Map|WeakCell|ScopeInfo|BytecodeArray|AllocationSite)|\((Handle scope|Stack roots|Micro tasks|Startup object cache|Builtins|Relocatable|constant pool|shared function info|Debugger|Bootstrapper)\)|feedback cells)/

/** What jsdom and happy-dom remember to answer queries faster, and the window that every object of jsdom knows. */
const PAGE_CACHE_LABELS = new Set([
  '_byIdCache',
  '_cachedRoot',
  '_childNodesList',
  '_childrenList',
  '_globalObject',
  '_memoizedQueries',
  'cachedChildren',
  '<symbol affectsCache>',
  '<symbol cache>',
  '<symbol elementIdMap>',
  '<symbol childNodes>',
  '<symbol children>',
])

/** How a runner keeps its own books. */
const RUNNER_LABELS = /^(__vitest|__VITEST|<symbol (JEST_|\$\$jest|vitest))/

/**
 * What an edge costs a path that is to be explained to a person: properties, elements, variables and listeners least, V8's and the
 * runner's own records more, code and caches most.
 *
 * @returns for an edge: 1 to 65,535
 *
 * Cost: nothing beforehand; each name is looked at once.
 */
export function edgeCostIn(heap: Heap): (edge: number) => number {
  const { edgeName, edgeType, edgeTypeNames, edgeTo, nodeName, nodeType, nodeTypeNames, strings } =
    heap.columns

  // what an edge's kind and name cost
  const baseOfType = edgeTypeNames.map((type) => (type === 'internal' || type === 'hidden' ? RECORD : CHEAP))
  const isNamed = edgeTypeNames.map((type) => type !== 'element' && type !== 'hidden')
  const costOfName = new Uint16Array(strings.count)
  const nameCost = (name: number) => (costOfName[name] ||= labelCost(strings.get(name)))
  // what a node's kind and name cost
  const codeTypes = nodeTypeNames.map((type) => type === 'code' || type === 'object shape')
  const recordTypes = nodeTypeNames.map(
    (type) => type === 'hidden' || type === 'synthetic' || type === 'object',
  )
  const costOfNodeName = new Uint16Array(strings.count)
  const nodeCost = (name: number) =>
    (costOfNodeName[name] ||= MACHINERY_NODES.test(strings.get(name)) ? MACHINERY : CHEAP)

  const hidden = edgeTypeNames.indexOf('hidden')
  const module = strings.indexOf('system / SourceTextModule')

  return (edge) => {
    const type = edgeType[edge]
    const to = edgeTo[edge]
    let sum = baseOfType[type]
    if (isNamed[type]) sum += nameCost(edgeName[edge])
    if (codeTypes[nodeType[to]]) sum += MACHINERY
    else if (recordTypes[nodeType[to]]) sum += nodeCost(nodeName[to])
    // a module holds its exports in slot 0; further on what it imports, of which the exporting module is the better reason
    if (type === hidden && edgeName[edge] !== 0 && nodeName[heap.edgeFrom(edge)] === module) sum += IMPORT
    return sum
  }
}

function labelCost(label: string): number {
  if (MACHINERY_LABELS.has(label) || RUNNER_LABELS.test(label)) return MACHINERY
  return CODE_LABELS.has(label) || PAGE_CACHE_LABELS.has(label) ? CODE : CHEAP
}
