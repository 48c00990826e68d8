import type { LeakGraph } from '../explain/leak-graph.ts'

/** What the picture is of. User text, unescaped. */
export interface PictureCaption {
  /** `suite > test`; empty outside a test. */
  readonly testName: string
  /** Relative to the project. */
  readonly testFile?: string
  /** One sentence, first on the picture; when not given, how many instances of which classes are still alive. */
  readonly headline?: string
  /** Who made what was not there before. Default `fn()`. */
  readonly maker?: string
}

/** `12 instances of Session are still alive`. */
export function headlineOf(graph: LeakGraph): string {
  const countByClass = new Map<string, number>()
  for (const { role, className, count = 1 } of graph)
    if (role === 'survivor') countByClass.set(className, count + (countByClass.get(className) ?? 0))

  const classes = [...countByClass].sort(
    ([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1),
  )
  const total = classes.reduce((sum, [, count]) => sum + count, 0)
  const instances =
    classes.length > 3
      ? `${counted(total)} of ${classes.length} classes`
      : classes.map(([className, count]) => `${counted(count)} of ${className}`).join(', ')
  return `${instances || 'Nothing'} ${total > 1 ? 'are' : 'is'} still alive`
}

function counted(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'instance' : 'instances'}`
}
