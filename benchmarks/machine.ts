import { cpus, release, totalmem, type } from 'node:os'
import { manifestOf } from '../scripts/repository.ts'
import { versionOfRival } from './rivals.ts'

/** What the figures depend on, a line each. */
export function describeMachine(): string[] {
  const processors = cpus()
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0)
  return [
    `Machine: ${processors.length} × ${processors[0].model.trim()}, ${gigabytes} GiB, ${type()} ${release()}`,
    `Node ${process.version} (V8 ${process.versions.v8}), toleak ${manifestOf('packages/core').version}, ` +
      `heap-snapshot-toolkit ${versionOfRival('heap-snapshot-toolkit')}, ` +
      `@memlab/heap-analysis ${versionOfRival('@memlab/heap-analysis')}, Jest ${manifestOf('node_modules/jest').version}`,
  ]
}
