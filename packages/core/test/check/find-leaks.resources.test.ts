import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('faults/resources.ts', import.meta.url))

// Node 20 and 22 do not run the sources as they are
test.runIf(Number.parseInt(process.versions.node) >= 24)(
  'nothing of ours outlives an assertion: no thread, timer, listener, or file',
  () => {
    const temporary = mkdtempSync(join(tmpdir(), 'toleak-resources-'))
    try {
      const start = performance.now()
      const { stdout, stderr, status } = spawnSync(process.execPath, ['--no-warnings', program], {
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary },
        timeout: 55_000,
      })
      expect([status, stderr]).toEqual([0, ''])
      const { leaks, before, after } = JSON.parse(stdout) as Record<'before' | 'after', object> & {
        leaks: number
      }
      expect(leaks).toBe(2)
      expect(after).toEqual(before)
      expect(readdirSync(temporary)).toEqual([])
      // the process ended by itself: nothing kept its event loop
      expect(performance.now() - start).toBeLessThan(55_000)
    } finally {
      rmSync(temporary, { recursive: true })
    }
  },
)
