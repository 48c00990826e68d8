import { basename } from 'node:path'
import type { HeapGraph, HeapNode, RetentionReport } from '@toleak/core'
import { CommandError, EXIT } from './exit-codes.ts'
import { counted, figure } from './figures.ts'
import { nearNames } from './near-names.ts'
import { isLarge, openSnapshot } from './open-snapshot.ts'
import { Progress } from './progress.ts'
import { print, usesColor } from './terminal.ts'
import { shortened, visibleJson } from './terminal-text.ts'
import type { Result } from './write-result.ts'
import { isPrinted, STDOUT, writeResults } from './write-result.ts'

/** Options of `toleak explain`. */
export interface ExplainOptions {
  readonly generations?: number
  /** Instances to explain at most; 0 for all. */
  readonly limit: number
  readonly redact?: boolean
  /** Files; `-` for standard output. */
  readonly svg?: string
  readonly json?: string
  readonly quiet?: boolean
}

/** Cells of a name in a message. */
const NAME_CELLS = 80

/**
 * Says why the instances of a class are alive.
 *
 * @param target a class by its name, or a node by V8's id: `@174021`
 * @throws CommandError (not found) if there is nothing of this name alive, or no such id; (not written) if a result cannot be written
 */
export async function explain(file: string, target: string, options: ExplainOptions): Promise<void> {
  if (options.svg === STDOUT && options.json === STDOUT)
    throw new CommandError(
      EXIT.usage,
      'Cannot print both results: found --svg - and --json -, expected one of them. Name a file for the other.',
    )
  const progress = new Progress(options)
  const graph = openSnapshot(file, progress)
  const takesLong = { takesLong: isLarge(graph) }
  progress.begin(`looking for ${shortened(target, 40)}`, takesLong)
  const found = nodesOf(graph, file, target)
  const nodes = spread(found, options.limit)
  progress.begin(`explaining ${counted(nodes.length, 'instance', 'instances')}`, takesLong)
  const report = graph.explain(nodes, options)
  progress.end()

  const results = resultsOf(report, file, found.length, options)
  if (!isPrinted(results))
    print([report.toText({ color: usesColor() }), ...leftOut(nodes, found)].join('\n\n'))
  await writeResults(results)
}

function leftOut({ length: explained }: readonly unknown[], { length: found }: readonly unknown[]): string[] {
  if (explained === found) return []
  return [
    `There are ${figure(found)}; ${figure(explained)} of them, evenly spread, were explained (--limit 0 explains all).`,
  ]
}

function resultsOf(
  report: RetentionReport,
  snapshotFile: string,
  found: number,
  { svg, json }: ExplainOptions,
): Result[] {
  const results: Result[] = []
  if (json !== undefined)
    results.push({
      what: 'explanation',
      file: json,
      content: () => visibleJson({ found, ...report.toJSON() }),
    })
  if (svg !== undefined)
    results.push({
      what: 'picture',
      file: svg,
      content: () =>
        report.toSvg({
          testName: basename(snapshotFile),
          ...(report.count < found && { headline: sampleHeadline(report, found) }),
        }),
    })
  return results
}

function sampleHeadline({ count, target }: RetentionReport, found: number): string {
  return `${figure(count)} of ${figure(found)} instances of ${target}`
}

/** So many of these, at even distances, the first among them; all for 0. */
export function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (most === 0 || all.length <= most) return all
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)])
}

function nodesOf(graph: HeapGraph, file: string, target: string): HeapNode[] {
  const [, id] = /^@(\d+)$/.exec(target) ?? []
  if (id === undefined) return nodesOfClass(graph, file, target)
  const node = graph.nodeById(Number(id))
  if (node) return [node]
  throw new CommandError(
    EXIT.notFound,
    `Cannot explain @${id}: ${file} has no node of this id, expected one. Ids are those of one process, until it ends; take one from an explanation of this file.`,
  )
}

/** By class; if no object is of it, what `toleak summary` counts to it: DOM nodes, \`(string)\`, \`(system)\`. */
function nodesOfClass(graph: HeapGraph, file: string, className: string): HeapNode[] {
  const instances = graph.instancesOf(className)
  if (instances.length > 0) return instances
  const countByClass = graph.countByClass()
  // objects of this name that are no instances are prototype objects
  const others = countByClass.has(className)
    ? graph.find((node) => node.className === className && node.type !== 'object')
    : []
  if (others.length > 0) return others

  const doing = `Cannot explain ${shortened(className, NAME_CELLS)}`
  const itself = graph.findByName(className).find(isConstructor)
  if (itself)
    throw new CommandError(
      EXIT.notFound,
      `${doing}: no instance of it is alive in ${file}, expected one. \`toleak explain ${file} @${itself.id}\` says what keeps ${shortened(itself.label, NAME_CELLS)} itself.`,
    )
  throw new CommandError(
    EXIT.notFound,
    `${doing}: no class in ${file} has this name, expected one. ${nextStep(graph, file, className, countByClass)}`,
  )
}

function isConstructor({ type, edges }: HeapNode): boolean {
  return type === 'closure' && edges.some((edge) => edge.type === 'property' && edge.name === 'prototype')
}

function nextStep(
  graph: HeapGraph,
  file: string,
  className: string,
  countByClass: ReadonlyMap<string, number>,
): string {
  const near = nearNames(className, countByClass)
    .map((each) => ({ ...each, count: graph.instancesOf(each.className).length || each.count }))
    .map((each) => `${shortened(each.className, NAME_CELLS)} (${figure(each.count)})`)
  const last = near.pop()
  if (last === undefined) return `\`toleak summary ${file}\` lists the classes.`
  return `Did you mean ${near.length > 0 ? `${near.join(', ')} or ` : ''}${last}?`
}
