import type { TraceRoot, TraceStep } from './leak-trace.ts'

/** What of a trace the words for one of its references are made from. */
export interface TraceWords {
  readonly root: Pick<TraceRoot, 'label'>
  readonly steps: readonly Pick<TraceStep, 'label' | 'edge'>[]
}

/** What leads to a function that waits. */
const WAITS = /^(resumes|is awaited by)$/

/** ``local variable `job` of async function worker``, `` `await` of async function worker``. */
export function referenceWords(trace: TraceWords, step: number): string {
  const { edge, label } = trace.steps[step]
  return WAITS.test(edge) ? `\`await\` of ${label}` : `${edge} of ${holderName(trace, step)}`
}

/** The holder of a step, told from others of its class by how it is itself held: ``Map `sessions` ``. */
export function holderName({ root, steps }: TraceWords, step: number): string {
  if (step === 0) return root.label
  const { label, edge } = steps[step - 1]
  const [, variable] = /^(?:(?:closure |local )?variable|export) `(.*)`$/.exec(edge) ?? []
  if (variable !== undefined) return label.includes(variable) ? label : `${label} \`${variable}\``
  return edge.startsWith('.') ? `${label} ${edge}` : label
}
